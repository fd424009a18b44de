-- as plaso requires it, and no more
CREATE TABLE history_items(id INTEGER PRIMARY KEY, url TEXT, visit_count INTEGER);
CREATE TABLE history_visits(id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, title TEXT,
    http_non_get BOOLEAN, redirect_source INTEGER, redirect_destination INTEGER);
INSERT INTO history_items VALUES (1, 'https://plain.example/', 1);
INSERT INTO history_visits VALUES (1, 1, cocoa('2026-03-10 09:00'), '', 0, NULL, NULL);
INSERT INTO history_visits VALUES (2, 1, cocoa('2026-03-10 09:01'), '', 0, NULL, 3);
