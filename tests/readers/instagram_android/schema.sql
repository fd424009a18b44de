CREATE TABLE messages (_id INTEGER PRIMARY KEY, user_id TEXT, server_item_id TEXT, thread_id TEXT, recipient_ids TEXT, timestamp INTEGER,
    message_type TEXT, text TEXT DEFAULT 'TEXT-A', message TEXT DEFAULT '{"user_id": "200001", "text": "TEXT-A"}');
