-- The open program's tables, with the column that RCS groups add.
CREATE TABLE conversations (_id INTEGER PRIMARY KEY AUTOINCREMENT, sms_thread_id INT DEFAULT(0), name TEXT DEFAULT 'NAME-A',
    snippet_text TEXT DEFAULT 'TEXT-A', participant_normalized_destination TEXT, participant_count INT DEFAULT(0), rcs_group_id TEXT);
CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, conversation_id INT, sender_id INT, sent_timestamp INT DEFAULT(0),
    received_timestamp INT DEFAULT(0), message_protocol INT DEFAULT(0), message_status INT DEFAULT(0), seen INT DEFAULT(0),
    read INT DEFAULT(0), sms_message_uri TEXT, mms_subject TEXT, self_id INT);
CREATE TABLE parts (_id INTEGER PRIMARY KEY AUTOINCREMENT, message_id INT, text TEXT, conversation_id INT NOT NULL);
CREATE TABLE participants (_id INTEGER PRIMARY KEY AUTOINCREMENT, sub_id INT DEFAULT(-2), normalized_destination TEXT,
    full_name TEXT DEFAULT 'NAME-A');
INSERT INTO participants (_id, sub_id, normalized_destination) VALUES (1, 1, '+31600000009'), (2, -2, '+31600000001'), (3, -2, '+31600000002');
INSERT INTO conversations (_id, participant_normalized_destination, participant_count, rcs_group_id) VALUES
    (1, '+31600000001', 1, NULL), (2, NULL, 2, 'group-1'), (3, NULL, 2, NULL);
