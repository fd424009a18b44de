.read ../schema.sql
CREATE TABLE inbox_message (message_id TEXT, body TEXT, sent_date INTEGER);
INSERT INTO inbox_message VALUES ('n1', 'TEXT-A', unix_ms('2026-03-10 09:00'));
