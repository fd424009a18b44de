.read ../schema.sql
INSERT INTO messages (id, conversationId, type, sent_at) VALUES
    ('m1', 'c1', 'outgoing', unix_ms('2026-02-28 22:59:59')),
    ('m2', 'c1', 'outgoing', unix_ms('2026-02-28 23:00')),
    ('m3', 'c1', 'outgoing', unix_ms('2026-04-30 21:59:59')),
    ('m4', 'c1', 'outgoing', unix_ms('2026-04-30 22:00'));
