.read ../schema.sql
INSERT INTO message (id, match_id, sent_date) VALUES
    ('a0', 'm1', unix_ms('2026-02-28 22:59:59')),
    ('a1', 'm1', unix_ms('2026-02-28 23:00')),
    ('a2', 'm1', unix_ms('2026-04-30 21:59:59')),
    ('a3', 'm1', unix_ms('2026-04-30 22:00'));
