.read ../schema.sql
INSERT INTO Accounts VALUES (1, 'own.name');
INSERT INTO Messages (id, author, dialog_partner, timestamp, type) VALUES
    (1, 'own.name', 'anna', unix_s('2026-02-28 22:59:59'), 61), (2, 'own.name', 'anna', unix_s('2026-02-28 23:00'), 61),
    (3, 'own.name', 'anna', unix_s('2026-04-30 21:59:59'), 61), (4, 'own.name', 'anna', unix_s('2026-04-30 22:00'), 61);
