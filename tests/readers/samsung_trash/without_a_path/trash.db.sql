CREATE TABLE trashes (_id INTEGER PRIMARY KEY, _data TEXT, original_path TEXT, title TEXT, delete_package_name TEXT, user_id INTEGER, date_deleted INTEGER, date_expires INTEGER, extra TEXT);
INSERT INTO trashes(_id, _data, original_path, date_deleted) VALUES (1, 'TEXT-A', NULL, unix_ms('2026-03-10 09:00'));
