.read ../schema.sql
INSERT INTO Message (conversationId, arrivalTime) VALUES
    ('48:notes', unix_ms('2026-02-28 22:59:59')),
    ('48:notes', unix_ms('2026-02-28 23:00')),
    ('48:notes', unix_ms('2026-04-30 21:59:59')),
    ('48:notes', unix_ms('2026-04-30 22:00'));
