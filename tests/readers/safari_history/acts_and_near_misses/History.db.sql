.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time) VALUES (1, 1, cocoa('2026-03-10 09:00') + 0.5);
-- http leads to https: the end is the act
INSERT INTO history_visits (id, history_item, visit_time, redirect_destination) VALUES (2, 3, cocoa('2026-03-10 09:01'), 3);
INSERT INTO history_visits (id, history_item, visit_time, redirect_source) VALUES (3, 2, cocoa('2026-03-10 09:01'), 2);
-- the same address again within five seconds: a reload
INSERT INTO history_visits (id, history_item, visit_time) VALUES (4, 3, cocoa('2026-03-10 09:01') + 0.3);
-- did not load; made up by Safari itself
INSERT INTO history_visits (id, history_item, visit_time, load_successful) VALUES (5, 2, cocoa('2026-03-10 09:02'), 0);
INSERT INTO history_visits (id, history_item, visit_time, synthesized) VALUES (6, 2, cocoa('2026-03-10 09:03'), 1);
-- a form that was sent is opened by the person
INSERT INTO history_visits (id, history_item, visit_time, http_non_get) VALUES (7, 2, cocoa('2026-03-10 09:05'), 1);
INSERT INTO history_visits (id, history_item, visit_time, redirect_destination) VALUES (8, 1, cocoa('2026-03-10 09:10'), 9);
-- back to the beginning of its own chain, six seconds later
INSERT INTO history_visits (id, history_item, visit_time, redirect_source) VALUES (9, 1, cocoa('2026-03-10 09:10:06'), 8);
