CREATE TABLE conversation_info (user_id TEXT PRIMARY KEY, gender INTEGER, user_name TEXT DEFAULT 'NAME-A', age INTEGER, encrypted_user_id TEXT);
CREATE TABLE message (_id INTEGER PRIMARY KEY, sender_id TEXT, recipient_id TEXT, created_timestamp INTEGER, payload TEXT DEFAULT 'TEXT-A', payload_type TEXT);
