.read schemas/fenix.sql
CREATE TABLE moz_bookmarks(id INTEGER PRIMARY KEY, fk INTEGER, type TINYINT NOT NULL, parent INTEGER, position INTEGER NOT NULL,
    title TEXT, dateAdded INTEGER NOT NULL DEFAULT 0, lastModified INTEGER NOT NULL DEFAULT 0, guid TEXT NOT NULL UNIQUE,
    syncStatus TINYINT NOT NULL DEFAULT 0, syncChangeCounter INTEGER NOT NULL DEFAULT 1);
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO moz_bookmarks (id, fk, type, parent, position, dateAdded, guid) VALUES
    (1, NULL, 2, NULL, 0, unix_ms('2026-01-01 10:00'), 'root________'),
    (2, 1, 1, 1, 0, unix_ms('2026-03-10 09:00:00.25'), 'aaaaaaaaaaaa');
