.read chromium_extent/day_by_day.sql
-- The download is so old that its visit has expired: nothing was taken out.
DELETE FROM visits WHERE id < 70;
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES (1, webkit('2026-01-01 09:00'), 5, 5, 1);
