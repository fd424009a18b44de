CREATE TABLE messages (_id INTEGER PRIMARY KEY, contact_value TEXT, contact_name TEXT DEFAULT 'NAME-A', message_direction INTEGER, message_type INTEGER, message_text TEXT DEFAULT 'TEXT-A',
    read INTEGER, date INTEGER, attach TEXT);
CREATE TABLE groups (contact_value TEXT, title TEXT DEFAULT 'NAME-A');
INSERT INTO groups (contact_value) VALUES ('group-1');
