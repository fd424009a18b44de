INSERT INTO downloads(uri, status, lastmod, is_visible_in_downloads_ui) VALUES ('https://b.example/', 200, unix_ms('2026-03-11 09:00'), 1);
