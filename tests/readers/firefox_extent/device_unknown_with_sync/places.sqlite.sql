.read firefox_extent/day_by_day.sql
DELETE FROM moz_historyvisits WHERE id BETWEEN 40 AND 48;
