CREATE TABLE history_items(id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE);
CREATE TABLE history_visits(id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL, visit_time REAL NOT NULL);
INSERT INTO history_items (id, url) VALUES (1, 'https://plain.example/');
-- numbers are missing between the two: who took them out is not known
INSERT INTO history_visits (id, history_item, visit_time) VALUES (1, 1, cocoa('2026-02-10 09:00')), (90, 1, cocoa('2026-03-10 09:00'));
