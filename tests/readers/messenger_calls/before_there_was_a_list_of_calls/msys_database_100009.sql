CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, sender_id INTEGER, text TEXT DEFAULT 'TEXT-A');
