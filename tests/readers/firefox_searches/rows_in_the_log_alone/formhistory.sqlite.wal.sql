INSERT INTO moz_formhistory (fieldname, value, firstUsed, lastUsed) VALUES ('searchbar-history', 'TERM-A', unix_us('2026-03-10 09:00'), unix_us('2026-03-10 09:00'));
