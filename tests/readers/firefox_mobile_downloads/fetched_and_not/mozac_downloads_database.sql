CREATE TABLE downloads(id TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, file_name TEXT, content_type TEXT,
    content_length INTEGER, status INTEGER NOT NULL, destination_directory TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL);
INSERT INTO downloads (id, url, status, created_at) VALUES
    ('a', 'https://listed.example/a', 6, unix_ms('2026-03-10 09:00:00.5')),
    ('b', 'https://listed.example/cancelled', 4, unix_ms('2026-03-10 09:01')),
    ('c', 'https://listed.example/failed', 5, unix_ms('2026-03-10 09:02')),
    ('d', 'https://plain.example/paused', 3, unix_ms('2026-03-10 09:03')),
    ('e', 'https://listed.example/early', 6, unix_ms('2026-02-28 22:59:59.999'));
