.read firefox_extent/day_by_day.sql
-- Nine in a row are gone, dated 31 March. The first gap is older than what Firefox itself drops from the middle;
-- the last is too short.
DELETE FROM moz_historyvisits WHERE id BETWEEN 40 AND 48 OR id BETWEEN 5 AND 20 OR id BETWEEN 60 AND 63;
