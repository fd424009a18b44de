.read chromium_extent/day_by_day.sql
INSERT INTO visit_source VALUES (3, 3);
DELETE FROM visits WHERE id BETWEEN 40 AND 48;
