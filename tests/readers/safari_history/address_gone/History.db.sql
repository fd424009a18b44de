.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time) VALUES (1, 1, cocoa('2026-03-10 09:00'));
INSERT INTO history_visits (id, history_item, visit_time) VALUES (2, 99, cocoa('2026-03-10 09:01'));
-- what is no act may lack its address
INSERT INTO history_visits (id, history_item, visit_time, synthesized) VALUES (3, 99, cocoa('2026-03-10 09:00:30'), 1);
