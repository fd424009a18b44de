.read chromium_extent/day_by_day.sql
-- What ninety days do to any history.
DELETE FROM visits WHERE id < 30;
