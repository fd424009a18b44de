CREATE TABLE moz_downloads(id INTEGER PRIMARY KEY, name TEXT, source TEXT, target TEXT, tempPath TEXT, startTime INTEGER,
    endTime INTEGER, state INTEGER, referrer TEXT, entityID TEXT, currBytes INTEGER NOT NULL DEFAULT 0,
    maxBytes INTEGER NOT NULL DEFAULT -1, mimeType TEXT, preferredApplication TEXT,
    preferredAction INTEGER NOT NULL DEFAULT 0, autoResume INTEGER NOT NULL DEFAULT 0);
INSERT INTO moz_downloads (id, source, startTime, state) VALUES (1, NULL, unix_us('2026-03-10 09:00'), 1);
-- what is no act may lack its address
INSERT INTO moz_downloads (id, source, startTime, state) VALUES (2, NULL, unix_us('2026-03-10 09:01'), 2);
