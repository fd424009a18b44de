.read ../schema.sql
INSERT INTO conversation_message (client_conversation_id, client_message_id, sender_id, creation_timestamp, created_on_device) VALUES
    ('k1', 1, 'own', unix_ms('2026-03-10 09:00'), 1), ('k1', 2, 'other', unix_ms('2026-03-10 09:01'), 1);
