.read firefox_extent/day_by_day.sql
