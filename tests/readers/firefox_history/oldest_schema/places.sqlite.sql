CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR);
CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, place_id INTEGER, visit_date INTEGER, visit_type INTEGER, new_thing TEXT);
INSERT INTO moz_places VALUES (1, 'https://listed.example/');
INSERT INTO moz_historyvisits VALUES (1, 1, unix_us('2026-03-10 09:01'), 1, NULL);
