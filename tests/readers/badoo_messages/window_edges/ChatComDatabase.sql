.read ../schema.sql
INSERT INTO conversation_info (user_id, encrypted_user_id) VALUES ('1', 'anna');
INSERT INTO message (sender_id, recipient_id, created_timestamp) VALUES
    ('own', 'anna', unix_ms('2026-02-28 22:59:59')),
    ('own', 'anna', unix_ms('2026-02-28 23:00')),
    ('own', 'anna', unix_ms('2026-04-30 21:59:59')),
    ('own', 'anna', unix_ms('2026-04-30 22:00'));
