.read chromium_extent/day_by_day.sql
-- Nine days in a row are gone: dated by the visit after them, 31 March. Once four: too few to say anything.
DELETE FROM visits WHERE id BETWEEN 40 AND 48 OR id BETWEEN 60 AND 63;
