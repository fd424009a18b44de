.read ../new.sql
DROP TABLE message;
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER, from_me INTEGER, timestamp TEXT, message_type INTEGER);
INSERT INTO message VALUES (1, 10, 1, unix_ms('2026-03-10 09:00'), 0);
