CREATE TABLE downloads(_id INTEGER PRIMARY KEY AUTOINCREMENT, uri TEXT, status INTEGER, lastmod BIGINT, is_visible_in_downloads_ui INTEGER NOT NULL DEFAULT 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://listed.example/a.zip', 200, unix_ms('2026-03-10 09:00'), 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('http://other.example/', 206, unix_ms('2026-03-10 10:00'), 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://failed.example/', 495, unix_ms('2026-03-11 09:00'), 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://updates.example/', 200, unix_ms('2026-03-12 09:00'), 0);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('non-dwnldmngr-download-dont-retry2download', 200, unix_ms('2026-03-13 09:00'), 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://half.example/', 192, unix_ms('2026-03-14 09:00'), 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://early.example/', 200, unix_ms('2026-02-01 09:00'), 1);
