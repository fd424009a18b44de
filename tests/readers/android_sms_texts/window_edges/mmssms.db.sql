.read android_sms/schema.sql
INSERT INTO sms (_id, address, date, type, body) VALUES
    (1, '+31600000001', unix_ms('2026-02-28 22:59:59'), 2, 'TEXT-A before'),
    (2, '+31600000001', unix_ms('2026-02-28 23:00'), 2, 'first of the days'),
    (3, '+31600000001', unix_ms('2026-04-30 21:59:59'), 2, 'last of the days'),
    (4, '+31600000001', unix_ms('2026-04-30 22:00'), 2, 'TEXT-A after');
