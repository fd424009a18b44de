.read ../schema.sql
INSERT INTO Accounts VALUES (1, 'own.name');
INSERT INTO Messages (id, chatname, author, dialog_partner, timestamp, type) VALUES
    (1, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:00'), 61),
    (2, '#a/$b;1', 'own.name', 'anna', unix_s('2026-03-10 09:01'), 61),
    (3, '#g;2', 'own.name', NULL, unix_s('2026-03-10 09:02'), 60),
    (4, '#g;2', 'bert', NULL, unix_s('2026-03-10 09:03'), 68),
    (5, '#a/$b;1', 'own.name', 'anna', unix_s('2026-03-10 09:04'), 50),
    (6, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:05'), 51),
    (7, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:06'), 30),
    (8, '#g;2', 'bert', NULL, unix_s('2026-03-10 09:07'), 10),
    (9, '#a/$b;1', 'anna', 'anna', 13727168620, 61);
