.read badoo_messages/schema.sql
INSERT INTO conversation_info (user_id, encrypted_user_id) VALUES ('1', 'k1');
INSERT INTO message (_id, sender_id, recipient_id, created_timestamp, payload) VALUES
    (1, 'own', 'k1', unix_ms('2026-02-28 22:59:59'), '{"text": "TEXT-A before"}'),
    (2, 'own', 'k1', unix_ms('2026-02-28 23:00'), '{"text": "first of the days"}'),
    (3, 'own', 'k1', unix_ms('2026-04-30 21:59:59'), '{"text": "last of the days"}'),
    (4, 'own', 'k1', unix_ms('2026-04-30 22:00'), '{"text": "TEXT-A after"}');
