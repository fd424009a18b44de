.read ../schema.sql
INSERT INTO thread (sender, timestamp) VALUES (1, unix_ms('2026-03-10 09:00')), (2, unix_ms('2026-03-10 09:01')), (2, unix_ms('2026-03-10 09:02')),
    (3, unix_ms('2026-03-10 09:03')), (4, unix_ms('2025-03-10 09:04')), (99, unix_ms('2026-03-10 09:05'));
