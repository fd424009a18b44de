CREATE TABLE sync_history (event_type TEXT NOT NULL, file_event_type TEXT, direction TEXT, file_id TEXT, local_path TEXT, other_user INTEGER, timestamp INTEGER NOT NULL);
INSERT INTO sync_history VALUES ('file', 'add', 'upload', 'a', 'C:\a\TERM-A', 0, unix_s('2026-03-10 09:00'));
INSERT INTO sync_history VALUES ('file', 'delete', 'download', 'a', 'C:\a\TERM-B', 0, unix_s('2026-03-11 09:00'));
INSERT INTO sync_history VALUES ('file', 'edit', NULL, 'a', 'C:\a\TERM-C', 0, unix_s('2026-03-12 09:00'));
INSERT INTO sync_history VALUES ('folder', 'add', 'upload', 'a', 'C:\a', 0, unix_s('2026-03-13 09:00'));
INSERT INTO sync_history VALUES ('file', 'add', 'upload', 'a', 'C:\a\TERM-D', 0, unix_s('2026-02-28 22:59:59'));
