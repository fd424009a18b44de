CREATE TABLE downloads(_id INTEGER PRIMARY KEY AUTOINCREMENT, uri TEXT, status INTEGER, lastmod BIGINT, is_visible_in_downloads_ui INTEGER NOT NULL DEFAULT 1);
INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://a.example/', 200, unix_ms('2026-01-10 09:00'), 1);
