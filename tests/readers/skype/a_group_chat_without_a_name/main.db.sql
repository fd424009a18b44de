.read ../schema.sql
INSERT INTO Messages (id, chatname, author, dialog_partner, timestamp, type) VALUES
    (1, NULL, 'bert', NULL, unix_s('2026-03-10 09:00'), 61), (2, '', 'bert', NULL, unix_s('2026-03-10 09:01'), 61);
