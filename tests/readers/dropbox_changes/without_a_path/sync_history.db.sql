CREATE TABLE sync_history (event_type TEXT NOT NULL, file_event_type TEXT, direction TEXT, file_id TEXT, local_path TEXT, other_user INTEGER, timestamp INTEGER NOT NULL);
INSERT INTO sync_history VALUES ('file', 'add', 'upload', 'a', NULL, 0, unix_s('2026-03-10 09:00'));
