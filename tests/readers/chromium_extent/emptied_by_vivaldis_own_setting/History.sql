.read chromium_extent/day_by_day.sql
-- The user keeps a week: the browser threw the rest away by itself, and the downloads stay.
DELETE FROM visits;
DELETE FROM sqlite_sequence WHERE name = 'visits';
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-04-20 09:00'), 0x30000000), (2, 1, webkit('2026-04-30 09:00'), 0x30000000);
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES
    (1, webkit('2026-04-01 09:00'), 5, 5, 1), (2, webkit('2026-04-05 09:00'), 5, 5, 1);
