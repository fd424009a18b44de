CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT, from_the_future INTEGER);
INSERT INTO sms VALUES (1, '+31600000001', unix_ms('2026-03-10 09:00'), 2, 'TEXT-A', 7);
