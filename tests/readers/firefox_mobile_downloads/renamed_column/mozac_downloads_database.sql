CREATE TABLE downloads(id TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, file_name TEXT, content_type TEXT,
    content_length INTEGER, status INTEGER NOT NULL, directory_path TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL);
INSERT INTO downloads (id, url, status, created_at) VALUES ('a', 'https://listed.example/a', 6, unix_ms('2026-03-10 09:00'));
