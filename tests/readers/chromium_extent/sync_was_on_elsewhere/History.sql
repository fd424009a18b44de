.read chromium_extent/day_by_day.sql
-- A gap between own visits, yet the file shows that Sync was on: no word on which device.
UPDATE visits SET originator_cache_guid = 'guid' WHERE id = 3;
DELETE FROM visits WHERE id BETWEEN 40 AND 48;
