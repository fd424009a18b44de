CREATE TABLE tabs (guid TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL, last_modified INTEGER NOT NULL);
CREATE TABLE moz_meta (key TEXT PRIMARY KEY, value NOT NULL);
PRAGMA user_version = 2;
