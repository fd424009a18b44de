.read badoo_messages/schema.sql
INSERT INTO conversation_info (user_id, user_name, encrypted_user_id) VALUES ('1', 'NAME-A', 'k1');
INSERT INTO message (_id, sender_id, recipient_id, created_timestamp, payload, payload_type) VALUES
    (1, 'k1', 'own', unix_ms('2026-03-10 09:00'), '{"text": "rain tomorrow?"}', 'TEXT'), (2, 'own', 'k1', unix_ms('2026-03-10 09:01'), '{"text": "TERM-A", "url": "TEXT-A"}', 'TEXT'),
    (3, 'x', 'y', unix_ms('2026-03-10 09:02'), '{"text": "of neither"}', 'TEXT'), (4, 'k1', 'own', unix_ms('2026-03-10 09:03'), '{"url": "TEXT-A"}', 'IMAGE'),
    (5, 'k1', 'own', unix_ms('2025-03-10 09:00'), '{"text": "TEXT-A of before"}', 'TEXT');
