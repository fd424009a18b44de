.read tiktok_android/schema.sql
INSERT INTO msg (msg_uuid, created_time, sender, conversation_id, content) VALUES
    ('1', unix_ms('2026-02-28 22:59:59'), 7001, 'k1', '{"text": "TEXT-A before"}'),
    ('2', unix_ms('2026-02-28 23:00'), 7001, 'k1', '{"text": "first of the days"}'),
    ('3', unix_ms('2026-04-30 21:59:59'), 7001, 'k1', '{"text": "last of the days"}'),
    ('4', unix_ms('2026-04-30 22:00'), 7001, 'k1', '{"text": "TEXT-A after"}');
