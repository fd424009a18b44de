CREATE TABLE moz_downloads(id INTEGER PRIMARY KEY, name TEXT, source TEXT, target TEXT, tempPath TEXT, startTime INTEGER,
    endTime INTEGER, state INTEGER, referrer TEXT, entityID TEXT, currBytes INTEGER NOT NULL DEFAULT 0,
    maxBytes INTEGER NOT NULL DEFAULT -1, mimeType TEXT, preferredApplication TEXT,
    preferredAction INTEGER NOT NULL DEFAULT 0, autoResume INTEGER NOT NULL DEFAULT 0);
INSERT INTO moz_downloads (id, source, startTime, state, currBytes) VALUES
    (1, 'https://listed.example/a', unix_us('2026-02-28 23:00'), 1, 10),
    -- cancelled half way, and before anything came
    (2, 'https://plain.example/half', unix_us('2026-03-10 09:01'), 3, 5),
    (3, 'https://listed.example/nothing', unix_us('2026-03-10 09:02'), 3, 0),
    (4, 'https://listed.example/failed', unix_us('2026-03-10 09:03'), 2, 0),
    (5, 'https://plain.example/going', unix_us('2026-03-10 09:04'), 0, 0),
    (6, 'https://listed.example/blocked', unix_us('2026-03-10 09:03:30'), 6, 0),
    (7, 'https://listed.example/early', unix_us('2026-02-28 22:59:59.999999'), 1, 10);
