.read signal_desktop/schema.sql
INSERT INTO messages (id, conversationId, type, sent_at, body, json) VALUES
    ('m1', 'c1', 'incoming', unix_ms('2026-03-10 09:00'), 'rain tomorrow?', 'TEXT-A in json'), ('m2', 'c2', 'outgoing', unix_ms('2026-03-10 09:01'), 'TERM-A for the group', NULL),
    ('m3', 'c3', 'outgoing', unix_ms('2026-03-10 09:02'), NULL, 'TEXT-A in json alone'), ('m4', 'c1', 'keychange', unix_ms('2026-03-10 09:03'), 'TEXT-A new keys', NULL),
    ('m5', 'c2', 'group-v2-change', unix_ms('2026-03-10 09:04'), 'TEXT-A of an event', NULL);
