.read chromium_extent/day_by_day.sql
-- They expire on their own clock: what is missing beside them was nobody's doing.
UPDATE visits SET originator_cache_guid = 'guid' WHERE id IN (49, 60);
DELETE FROM visits WHERE id BETWEEN 40 AND 48 OR id BETWEEN 61 AND 70;
