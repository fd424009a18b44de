.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time) VALUES (7, 1, cocoa('2026-04-20 09:00'));
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (-63114076800.0, cocoa('2026-04-10 12:00'), NULL);
