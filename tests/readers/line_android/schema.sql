CREATE TABLE chat_history (id INTEGER PRIMARY KEY, server_id TEXT, type INTEGER, chat_id TEXT, from_mid TEXT, content TEXT DEFAULT 'TEXT-A', created_time TEXT, status INTEGER,
    attachement_type INTEGER, attachement_local_uri TEXT);
CREATE TABLE contacts (m_id TEXT, server_name TEXT DEFAULT 'NAME-A');
