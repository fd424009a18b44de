.read firefox_extent/day_by_day.sql
DELETE FROM moz_historyvisits WHERE id <= 75;
DELETE FROM moz_places WHERE id <= 75;
