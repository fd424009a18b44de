CREATE TABLE moz_downloads(id INTEGER PRIMARY KEY, source TEXT, startTime INTEGER, future TEXT);
INSERT INTO moz_downloads VALUES (1, 'https://listed.example/a', unix_us('2026-03-10 09:00'), '');
