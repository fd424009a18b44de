.read firefox_extent/day_by_day.sql
-- A browser that was set to keep no history at first: its pages were never numbered.
DELETE FROM moz_historyvisits WHERE id <= 75;
INSERT INTO moz_bookmarks (id, type, fk, dateAdded) VALUES (2, 1, 9, unix_us('2026-02-19 12:00'));
