.read ../schema.sql
INSERT INTO Friend (userId, addedTimestamp) VALUES
    ('anna', unix_ms('2026-02-28 22:59:59')),
    ('anna', unix_ms('2026-02-28 23:00')),
    ('anna', unix_ms('2026-04-30 21:59:59')),
    ('anna', unix_ms('2026-04-30 22:00'));
