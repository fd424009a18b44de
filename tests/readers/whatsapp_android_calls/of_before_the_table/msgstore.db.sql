CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, timestamp INTEGER);
