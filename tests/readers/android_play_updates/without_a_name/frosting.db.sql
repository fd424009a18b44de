CREATE TABLE frosting (pk TEXT PRIMARY KEY, data BLOB, last_updated INTEGER, apk_path TEXT);
INSERT INTO frosting VALUES (NULL, x'00', unix_ms('2026-03-10 09:00'), '');
