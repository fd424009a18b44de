.read schemas/safari.sql
-- March and April by the clock of Amsterdam
INSERT INTO history_visits (id, history_item, visit_time) VALUES
    (1, 1, cocoa('2026-02-28 23:00') - 0.001), (2, 2, cocoa('2026-02-28 23:00')),
    (3, 1, unix_s('2026-03-10 09:00') + 0.25),
    (4, 2, cocoa('2026-04-30 22:00') - 0.001), (5, 2, cocoa('2026-04-30 22:00'));
