CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER, key_id TEXT,
    status INTEGER, data TEXT DEFAULT 'TEXT-A', timestamp INTEGER, media_wa_type TEXT, remote_resource TEXT,
    received_timestamp INTEGER);
