.read ../schema.sql
INSERT INTO thread (sender, timestamp) VALUES
    (2, unix_ms('2026-02-28 22:59:59')),
    (3, unix_ms('2026-02-28 23:00')),
    (4, unix_ms('2026-04-30 21:59:59')),
    (5, unix_ms('2026-04-30 22:00')), (1, 0);
