-- Firefox for Android: milliseconds, and every visit says whether it is local.
CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR NOT NULL, title LONGVARCHAR,
    visit_count_local INTEGER NOT NULL DEFAULT 0, visit_count_remote INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER DEFAULT 0 NOT NULL, last_visit_date_local INTEGER NOT NULL DEFAULT 0,
    last_visit_date_remote INTEGER NOT NULL DEFAULT 0, guid TEXT);
CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER NOT NULL,
    visit_date INTEGER NOT NULL, visit_type INTEGER NOT NULL, is_local INTEGER NOT NULL DEFAULT 0);
