CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, canonized_number TEXT, date LONG, duration LONG, type INTEGER, viber_call_type INTEGER, name TEXT DEFAULT 'NAME-A');
INSERT INTO calls (_id, canonized_number, date, duration, type) VALUES
    (1, '+31600000001', unix_ms('2026-02-28 22:59:59'), 5, 1), (2, '+31600000001', unix_ms('2026-02-28 23:00'), 65, 1),
    (3, '+31600000001', unix_ms('2026-03-10 09:00'), 0, 2), (4, '+31600000002', unix_ms('2026-04-30 21:59:59'), 0, 3),
    (5, '+31600000001', unix_ms('2026-04-30 22:00'), 5, 1), (6, '+31600000001', 0, 5, 1);
