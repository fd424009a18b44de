CREATE TABLE frosting (pk TEXT PRIMARY KEY, data BLOB, last_updated INTEGER, apk_path TEXT);
INSERT INTO frosting VALUES ('org.telegram.messenger', x'00', unix_ms('2026-03-10 09:00'), 'TEXT-A');
INSERT INTO frosting VALUES ('com.example.a', x'00', unix_ms('2026-02-28 22:59:59.999'), 'TEXT-A');
INSERT INTO frosting VALUES ('com.example.b', x'00', 0, 'TEXT-A');
