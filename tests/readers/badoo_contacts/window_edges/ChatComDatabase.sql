.read ../schema.sql
INSERT INTO conversation_info (user_id, age, encrypted_user_id) VALUES ('0', 20, 'k0'), ('1', 20, 'k1'), ('2', 20, 'k2'), ('3', 20, 'k3');
INSERT INTO message (sender_id, recipient_id, created_timestamp) VALUES
    ('k0', 'own', unix_ms('2026-02-28 22:59:59')),
    ('k1', 'own', unix_ms('2026-02-28 23:00')),
    ('k2', 'own', unix_ms('2026-04-30 21:59:59')),
    ('k3', 'own', unix_ms('2026-04-30 22:00'));
