CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, offline_threading_id TEXT, sender_id INTEGER,
    is_admin_message INTEGER DEFAULT 0, text TEXT DEFAULT 'TEXT-A');
CREATE TABLE participants (thread_key INTEGER, contact_id INTEGER);
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'NAME-A');
CREATE TABLE client_messages (pk INTEGER PRIMARY KEY, thread_pk INTEGER, sender_contact_pk INTEGER, display_ts_ms INTEGER,
    message_content_type INTEGER, text TEXT DEFAULT 'TEXT-A');
CREATE TABLE fb_transport_contacts (client_contact_pk INTEGER UNIQUE, server_contact_id INTEGER);
CREATE TABLE _user_info (facebook_user_id INTEGER);
