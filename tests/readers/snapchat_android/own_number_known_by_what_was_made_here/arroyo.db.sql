.read ../schema.sql
INSERT INTO conversation_message (client_conversation_id, client_message_id, sender_id, creation_timestamp, created_on_device) VALUES
    ('k1', 1, 'own', unix_ms('2026-03-10 09:00'), 1), ('k1', 2, 'anna', unix_ms('2026-03-10 09:01'), 0),
    ('k1', 3, 'own', unix_ms('2026-03-10 09:02'), 0), ('k2', 1, 'anna', unix_ms('2026-03-10 09:03'), 0),
    ('k2', 2, 'bert', unix_ms('2025-01-01 09:03'), 0), ('k2', 3, 'own', unix_ms('2026-03-10 09:04'), 1);
