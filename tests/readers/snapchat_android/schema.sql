CREATE TABLE conversation_message (client_conversation_id TEXT NOT NULL, client_message_id INTEGER NOT NULL, server_message_id INTEGER,
    sender_id TEXT, creation_timestamp INTEGER, read_timestamp INTEGER, content_type INTEGER, message_content BLOB DEFAULT 'TEXT-A',
    created_on_device INTEGER, PRIMARY KEY (client_conversation_id, client_message_id));
