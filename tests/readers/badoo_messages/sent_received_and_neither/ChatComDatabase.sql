.read ../schema.sql
INSERT INTO conversation_info (user_id, encrypted_user_id) VALUES ('1', 'anna');
INSERT INTO message (sender_id, recipient_id, created_timestamp) VALUES ('anna', 'own', unix_ms('2026-03-10 09:00')),
    ('own', 'anna', unix_ms('2026-03-10 09:01')), ('own', 'gone', unix_ms('2026-03-10 09:02')), (NULL, NULL, unix_ms('2026-03-10 09:03'));
