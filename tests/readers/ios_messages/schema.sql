-- iOS 16: nanoseconds since 2001, and a bin of its own.
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, text TEXT DEFAULT 'TEXT-A', attributedBody BLOB,
    handle_id INTEGER DEFAULT 0, service TEXT, error INTEGER DEFAULT 0, date INTEGER, is_from_me INTEGER DEFAULT 0,
    item_type INTEGER DEFAULT 0, group_title TEXT, associated_message_type INTEGER DEFAULT 0);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, service TEXT NOT NULL);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, style INTEGER, chat_identifier TEXT, room_name TEXT,
    display_name TEXT DEFAULT 'NAME-A');
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0,
    PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER DEFAULT 0,
    PRIMARY KEY (chat_id, message_id));
INSERT INTO handle VALUES (1, 'anna@mail.example', 'iMessage'), (2, '+31600000002', 'SMS');
INSERT INTO chat (ROWID, style, chat_identifier, room_name) VALUES (1, 45, 'anna@mail.example', NULL),
    (2, 43, 'chat0001', 'chat0001');
