.read ../schema.sql
DROP TABLE jid_map;
INSERT INTO call_log (_id, jid_row_id, from_me, timestamp, duration) VALUES
    (1, 1, 1, unix_ms('2026-02-28 22:59:59'), 1),
    (2, 1, 1, unix_ms('2026-02-28 23:00'), 1),
    (3, 1, 1, unix_ms('2026-04-30 21:59:59'), 1),
    (4, 1, 1, unix_ms('2026-04-30 22:00'), 1);
