.read ../schema.sql
INSERT INTO call_log (_id, jid_row_id, from_me, timestamp, duration) VALUES
    (1, 1, 1, unix_ms('2026-03-10 09:00'), 62), (2, 4, 0, unix_ms('2026-03-10 10:00'), 5),
    (3, 3, 0, unix_ms('2026-03-10 11:00'), 0), (4, 99, NULL, unix_ms('2026-03-10 12:00'), NULL);
