.read chromium_extent/day_by_day.sql
-- A generation that stored sub-frames and dropped them after three days: gaps say nothing.
UPDATE visits SET transition = 0x30000003 WHERE id = 79;
DELETE FROM visits WHERE id BETWEEN 40 AND 48 OR id > 79;
