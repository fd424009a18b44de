.read firefox_extent/day_by_day.sql
-- Made in January, a bookmark added in March, most pages gone, visits only since 27 April.
DELETE FROM moz_historyvisits WHERE id <= 75;
DELETE FROM moz_places WHERE id <= 75 AND id <> 9;
INSERT INTO moz_bookmarks (id, type, fk, dateAdded) VALUES (2, 1, 9, unix_us('2026-03-19 12:00'));
