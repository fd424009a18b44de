CREATE TABLE messagesTable (_id INTEGER PRIMARY KEY, body VARCHAR, partner_jid VARCHAR, was_me INT, timestamp LONG);
INSERT INTO messagesTable VALUES (1, 'TEXT-A', 'g1@groups.kik.com', 0, unix_ms('2026-03-10 09:00'));
