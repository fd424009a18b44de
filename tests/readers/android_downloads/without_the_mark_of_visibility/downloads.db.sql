CREATE TABLE downloads(_id INTEGER PRIMARY KEY, uri TEXT, status INTEGER, lastmod BIGINT);
INSERT INTO downloads VALUES (1, 'http://listed.example/', 200, unix_ms('2026-03-10 09:00'));
