.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time) VALUES (1, 1, cocoa('2026-03-10 09:00'));
