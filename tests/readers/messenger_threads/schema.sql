CREATE TABLE messages (msg_id TEXT PRIMARY KEY, thread_key TEXT, text TEXT DEFAULT 'TEXT-A', sender TEXT, timestamp_ms INTEGER, msg_type INTEGER,
    snippet TEXT DEFAULT 'TEXT-A', generic_admin_message_extensible_data TEXT);
