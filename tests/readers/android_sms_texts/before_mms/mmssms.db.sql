CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT);
INSERT INTO sms VALUES (1, '+31600000001', unix_ms('2026-03-10 09:00'), 2, 'milk'), (2, '+31600000001', unix_ms('2026-03-10 09:01'), 6, 'TEXT-A queued');
