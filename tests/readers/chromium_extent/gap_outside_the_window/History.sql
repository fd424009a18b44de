.read chromium_extent/day_by_day.sql
DELETE FROM visits WHERE id BETWEEN 2 AND 12;
