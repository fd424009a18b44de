CREATE TABLE conversation_info (age TEXT, encrypted_user_id TEXT);
CREATE TABLE message (sender_id TEXT, recipient_id TEXT, created_timestamp INTEGER);
INSERT INTO conversation_info VALUES ('17', 'anna'), ('unknown', 'bert');
INSERT INTO message VALUES ('anna', 'own', unix_ms('2026-03-10 09:00')), ('bert', 'own', unix_ms('2026-03-10 09:00'));
