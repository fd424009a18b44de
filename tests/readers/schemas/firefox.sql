-- Firefox desktop, as of version 100 and later (the columns that matter).
CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR,
    visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL,
    frecency INTEGER DEFAULT -1 NOT NULL, last_visit_date INTEGER, guid TEXT, origin_id INTEGER);
CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER,
    visit_type INTEGER, session INTEGER, source INTEGER DEFAULT 0 NOT NULL, triggeringPlaceId INTEGER);
CREATE TABLE moz_bookmarks(id INTEGER PRIMARY KEY, type INTEGER, fk INTEGER, parent INTEGER, position INTEGER,
    title LONGVARCHAR, dateAdded INTEGER, lastModified INTEGER, guid TEXT);
CREATE INDEX moz_historyvisits_dateindex ON moz_historyvisits (visit_date);
-- The database was made on the first of January.
INSERT INTO moz_bookmarks (id, type, parent, title, dateAdded) VALUES (1, 2, 0, '', unix_us('2026-01-01 10:00'));
