.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time, origin) VALUES
    (1, 1, cocoa('2026-03-10 09:00'), 0), (2, 2, cocoa('2026-03-10 09:01'), 1), (3, 1, cocoa('2026-03-10 09:02'), 7);
