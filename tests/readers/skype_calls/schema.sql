CREATE TABLE Accounts (id INTEGER NOT NULL PRIMARY KEY, skypename TEXT);
CREATE TABLE Messages (id INTEGER NOT NULL PRIMARY KEY, convo_id INTEGER, chatname TEXT, author TEXT, from_dispname TEXT,
    dialog_partner TEXT, timestamp INTEGER, type INTEGER, body_xml TEXT DEFAULT 'TEXT-A');
CREATE TABLE Calls (id INTEGER NOT NULL PRIMARY KEY, begin_timestamp INTEGER, is_incoming INTEGER, duration INTEGER);
CREATE TABLE CallMembers (id INTEGER NOT NULL PRIMARY KEY, identity TEXT, dispname TEXT, call_duration INTEGER, call_db_id INTEGER);
