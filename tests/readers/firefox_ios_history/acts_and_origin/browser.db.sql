CREATE TABLE history(id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL DEFAULT '',
    server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL DEFAULT 0,
    should_upload TINYINT NOT NULL DEFAULT 0, domain_id INTEGER);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, date REAL NOT NULL, type INTEGER NOT NULL,
    is_local TINYINT NOT NULL, UNIQUE (siteID, date, type));
INSERT INTO history (id, guid, url, is_deleted) VALUES (1, 'a', 'https://listed.example/', 0), (2, 'b', 'https://plain.example/', 0),
    (3, 'c', NULL, 1);
INSERT INTO visits (siteID, date, type, is_local) VALUES (1, unix_us('2026-03-10 09:00'), 1, 1),
    (2, unix_us('2026-03-10 09:01'), 2, 0),
    -- embedded; a deleted page
    (1, unix_us('2026-03-10 09:02'), 4, 1), (3, unix_us('2026-03-10 09:03'), 1, 1),
    (1, unix_us('2026-04-30 21:59:59.999999'), 1, 1), (1, unix_us('2026-04-30 22:00'), 1, 1),
    (1, unix_us('2026-02-28 22:59:59.999999'), 1, 1);
