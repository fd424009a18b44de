.read ../schema.sql
INSERT INTO conversation_info (user_id, age, encrypted_user_id) VALUES ('1', 17, 'anna'), ('2', 34, 'bert'), ('3', 0, 'cees'), ('4', 25, 'never-written');
INSERT INTO message (sender_id, recipient_id, created_timestamp) VALUES ('anna', 'own', unix_ms('2026-03-10 09:00')),
    ('own', 'anna', unix_ms('2026-03-11 09:00')), ('anna', 'own', unix_ms('2026-06-01 09:00')),
    ('own', 'bert', unix_ms('2026-03-12 09:00')), ('cees', 'own', unix_ms('2026-03-13 09:00'));
