.read chromium_extent/day_by_day.sql
