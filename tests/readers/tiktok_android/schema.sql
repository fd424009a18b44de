CREATE TABLE msg (msg_uuid TEXT PRIMARY KEY, created_time INTEGER, sender INTEGER, conversation_id TEXT, type INTEGER,
    content TEXT DEFAULT 'TEXT-A', deleted INTEGER DEFAULT 0, read_status INTEGER);
