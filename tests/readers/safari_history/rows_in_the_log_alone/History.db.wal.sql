INSERT INTO history_visits (id, history_item, visit_time) VALUES (2, 2, cocoa('2026-03-11 09:00'));
