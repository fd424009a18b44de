.read chromium_extent/day_by_day.sql
DELETE FROM visits WHERE id < 70;
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state, transient, by_ext_id) VALUES
    (1, webkit('2026-04-01 09:00'), 5, 5, 1, 1, ''), (2, webkit('2026-04-01 09:00'), 5, 5, 1, 0, 'extension');
