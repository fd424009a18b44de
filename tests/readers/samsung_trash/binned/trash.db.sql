CREATE TABLE trashes (_id INTEGER PRIMARY KEY, _data TEXT, original_path TEXT, title TEXT, delete_package_name TEXT, user_id INTEGER, date_deleted INTEGER, date_expires INTEGER, extra TEXT);
INSERT INTO trashes(_id, _data, original_path, date_deleted) VALUES (1, 'TEXT-A', '/storage/emulated/0/DCIM/TERM-A.jpg', unix_ms('2026-03-10 09:00'));
INSERT INTO trashes(_id, _data, original_path, date_deleted) VALUES (2, 'TEXT-A', '/a', unix_ms('2026-02-28 22:59:59.999'));
