CREATE TABLE history(id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE, url TEXT UNIQUE, title TEXT NOT NULL DEFAULT '',
    server_modified INTEGER, local_modified INTEGER, is_deleted TINYINT NOT NULL DEFAULT 0,
    should_upload TINYINT NOT NULL DEFAULT 0, domain_id INTEGER);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, siteID INTEGER NOT NULL, date REAL NOT NULL, type INTEGER NOT NULL,
    is_local TINYINT NOT NULL, UNIQUE (siteID, date, type));
INSERT INTO history (id, guid, url, is_deleted) VALUES (1, 'a', 'https://listed.example/', 0), (2, 'b', 'https://plain.example/', 0),
    (3, 'c', NULL, 1);
INSERT INTO visits (siteID, date, type, is_local) VALUES (1, 'yesterday', 1, 1);
