CREATE TABLE jid (_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, raw_string TEXT, type INTEGER);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY NOT NULL, jid_row_id INTEGER NOT NULL);
CREATE TABLE chat (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER DEFAULT 0,
    subject TEXT DEFAULT 'NAME-A', created_timestamp INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL,
    key_id TEXT, sender_jid_row_id INTEGER, status INTEGER, timestamp INTEGER, received_timestamp INTEGER,
    message_type INTEGER, text_data TEXT DEFAULT 'TEXT-A', sort_id INTEGER);
CREATE TABLE call_log (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER, from_me INTEGER, timestamp INTEGER,
    video_call INTEGER, duration INTEGER, call_result INTEGER);
INSERT INTO jid (_id, user, server, raw_string) VALUES (1, '31600000001', 's.whatsapp.net', '31600000001@s.whatsapp.net'),
    (2, '31600000002', 's.whatsapp.net', '31600000002@s.whatsapp.net'), (3, '120363000000000001', 'g.us', '120363000000000001@g.us'),
    (4, '99900011122233', 'lid', '99900011122233@lid'), (5, 'status', 'broadcast', 'status@broadcast'),
    (6, '123', 'newsletter', '123@newsletter'), (7, '88800011122233', 'lid', '88800011122233@lid');
INSERT INTO jid_map VALUES (4, 2);
INSERT INTO chat (_id, jid_row_id) VALUES (10, 1), (11, 3), (12, 4), (13, 5), (14, 6), (15, 7);
