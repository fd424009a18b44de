.read ../schema.sql
INSERT INTO Messages (id, chatname, author, dialog_partner, timestamp, type) VALUES (1, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:00'), 61);
