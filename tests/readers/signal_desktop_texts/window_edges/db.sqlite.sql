.read signal_desktop/schema.sql
INSERT INTO messages (id, conversationId, type, sent_at, body) VALUES
    ('m1', 'c1', 'outgoing', unix_ms('2026-02-28 22:59:59'), 'TEXT-A before'),
    ('m2', 'c1', 'outgoing', unix_ms('2026-02-28 23:00'), 'first of the days'),
    ('m3', 'c1', 'outgoing', unix_ms('2026-04-30 21:59:59'), 'last of the days'),
    ('m4', 'c1', 'outgoing', unix_ms('2026-04-30 22:00'), 'TEXT-A after');
