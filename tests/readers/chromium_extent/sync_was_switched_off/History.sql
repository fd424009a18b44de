.read chromium_extent/day_by_day.sql
-- Switching Sync off takes out all visits of other devices at once; a key in meta stays behind.
INSERT INTO meta VALUES ('may_contain_foreign_visits', '0');
DELETE FROM visits WHERE id BETWEEN 40 AND 48;
