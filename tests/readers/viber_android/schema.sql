CREATE TABLE messages (_id INTEGER PRIMARY KEY, conversation_id INTEGER, participant_id INTEGER, msg_date LONG, send_type INTEGER, unread INTEGER, extra_uri TEXT, body TEXT DEFAULT 'TEXT-A');
CREATE TABLE participants (_id INTEGER PRIMARY KEY, conversation_id INTEGER, participant_info_id INTEGER);
CREATE TABLE participants_info (_id INTEGER PRIMARY KEY, number TEXT, contact_name TEXT DEFAULT 'NAME-A');
INSERT INTO participants_info (_id, number) VALUES (1, '+31600000009'), (2, '+31600000001'), (3, '+31600000002');
INSERT INTO participants VALUES (10, 1, 1), (11, 1, 2), (12, 2, 1), (13, 2, 2), (14, 2, 3), (15, 3, 3), (16, 3, 1);
