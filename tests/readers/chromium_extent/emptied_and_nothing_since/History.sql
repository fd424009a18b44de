.read chromium_extent/day_by_day.sql
DELETE FROM visits;
DELETE FROM sqlite_sequence;
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES
    (1, webkit('2026-04-01 09:00'), 5, 5, 1), (2, webkit('2026-04-05 09:00'), 5, 5, 1);
