.read skype/schema.sql
INSERT INTO Accounts VALUES (1, 'own.name');
INSERT INTO Messages (id, author, dialog_partner, timestamp, type, body_xml) VALUES
    (1, 'own.name', 'anna', unix_s('2026-02-28 22:59:59'), 61, 'TEXT-A before'),
    (2, 'own.name', 'anna', unix_s('2026-02-28 23:00'), 61, 'first of the days'),
    (3, 'own.name', 'anna', unix_s('2026-04-30 21:59:59'), 61, 'last of the days'),
    (4, 'own.name', 'anna', unix_s('2026-04-30 22:00'), 61, 'TEXT-A after');
