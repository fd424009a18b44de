CREATE TABLE conversation_message (client_conversation_id TEXT, client_message_id INTEGER, sender_id TEXT, creation_timestamp INTEGER,
    local_message_content_id INTEGER, message_content BLOB);
INSERT INTO conversation_message VALUES ('k1', 1, 'own', unix_ms('2026-03-10 09:00'), 4, 'TEXT-A'), ('k1', 2, 'anna', unix_ms('2026-03-10 09:01'), NULL, 'TEXT-A');
