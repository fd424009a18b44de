.read badoo_messages/schema.sql
INSERT INTO conversation_info (user_id, encrypted_user_id) VALUES ('1', 'k1');
INSERT INTO message (_id, sender_id, recipient_id, created_timestamp, payload) VALUES
    (1, 'k1', 'own', unix_ms('2026-03-10 09:00'), '{"text": "TEXT-A cut sh'), (2, 'k1', 'own', unix_ms('2026-03-10 09:01'), '{"text": "milk"}');
