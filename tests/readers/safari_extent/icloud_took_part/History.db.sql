.read schemas/safari.sql
INSERT INTO metadata (key, value) VALUES ('last_synced_generation', 67);
INSERT INTO history_visits (id, history_item, visit_time) VALUES (7, 1, cocoa('2026-04-30 09:00'));
-- a visit of another device inside the stretch did not stop the removal here
INSERT INTO history_visits (id, history_item, visit_time, origin) VALUES (3, 1, cocoa('2026-04-29 12:30'), 1);
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (cocoa('2026-04-29 12:00'), cocoa('2026-04-29 13:00'), NULL);
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (-63114076800.0, cocoa('2026-04-29 14:00'), NULL);
