.read tiktok_android/schema.sql
INSERT INTO msg (msg_uuid, created_time, sender, conversation_id, deleted, content) VALUES
    ('a', unix_ms('2026-03-10 09:00'), 7001, 'k1', 1, 'TEXT-A bare'), ('b', unix_ms('2026-03-10 09:01'), 7001, 'k1', 0, '{"aweType": 0, "text": "milk"}');
