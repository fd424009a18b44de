.read schemas/safari.sql
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (-63114076800.0, cocoa('2026-04-29 12:00:01'), NULL);
-- emptied before that, a whole day before the file was last written
INSERT INTO history_tombstones (start_time, end_time, url) VALUES (-63114076800.0, cocoa('2026-04-29 12:00'), NULL);
