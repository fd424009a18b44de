.read ../schema.sql
INSERT INTO messages (id, conversationId, type, sent_at) VALUES
    ('m1', 'c1', 'incoming', unix_ms('2026-03-10 09:00')), ('m2', 'c2', 'outgoing', unix_ms('2026-03-10 09:01')),
    ('m3', 'c3', 'outgoing', unix_ms('2026-03-10 09:02')), ('m4', 'c1', 'keychange', unix_ms('2026-03-10 09:03')),
    ('m5', 'c2', 'group-v2-change', unix_ms('2026-03-10 09:04')), ('m6', 'c1', 'call-history', unix_ms('2026-03-10 09:05')),
    ('m7', 'c9', 'incoming', unix_ms('2026-03-10 09:06'));
