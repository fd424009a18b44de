.read schemas/safari.sql
INSERT INTO history_visits (id, history_item, visit_time) VALUES (1, 1, cocoa('2026-03-01 09:00')), (9, 2, cocoa('2026-04-30 11:00'));
-- the last hour, removed; all history, removed on the day of the last use
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (cocoa('2026-03-10 08:00'), cocoa('2026-03-10 09:00') + 0.25, NULL);
-- a stretch in which a visit of this device still stands
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (cocoa('2026-04-30 10:30'), cocoa('2026-04-30 11:30'), NULL);
-- all history, until before the visit that still stands; removed before the window, and at its first moment
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (-63114076800.0, cocoa('2026-02-28 22:59:59'), NULL);
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (cocoa('2026-02-28 22:00'), cocoa('2026-02-28 23:00'), NULL);
-- a single page
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (cocoa('2026-03-12 08:00'), cocoa('2026-03-12 09:00'), 'https://listed.example/');
