.read schemas/fenix.sql
CREATE TABLE moz_places_metadata(id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, referrer_place_id INTEGER,
    created_at INTEGER NOT NULL DEFAULT 0, updated_at INTEGER NOT NULL DEFAULT 0, total_view_time INTEGER NOT NULL DEFAULT 0,
    typing_time INTEGER NOT NULL DEFAULT 0, key_presses INTEGER NOT NULL DEFAULT 0, search_query_id INTEGER);
CREATE TABLE moz_places_metadata_search_queries(id INTEGER PRIMARY KEY, terms TEXT NOT NULL UNIQUE);
INSERT INTO moz_places_metadata_search_queries VALUES (1, 'TERM-A'), (2, 'other words'), (3, 'TERM-A unseen');
INSERT INTO moz_places_metadata (id, place_id, created_at, search_query_id) VALUES
    (1, 1, unix_ms('2026-03-10 09:00'), 1), (2, 2, unix_ms('2026-03-10 09:00'), 99);
