-- A column that runs code of the file's maker is no column.
CREATE TABLE urls(id INTEGER PRIMARY KEY, url TEXT AS (hex(zeroblob(500000000))));
CREATE TABLE visits(id INTEGER PRIMARY KEY, url INTEGER, visit_time INTEGER, transition INTEGER);
INSERT INTO visits VALUES (1, 1, webkit('2026-03-10 09:00'), 0x30000000);
