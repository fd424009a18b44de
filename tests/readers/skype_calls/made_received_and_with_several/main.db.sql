.read ../schema.sql
INSERT INTO Calls VALUES (1, unix_s('2026-03-10 09:00'), 0, NULL), (2, unix_s('2026-03-10 10:00'), 1, NULL),
    (3, unix_s('2026-03-10 11:00'), 0, NULL), (4, unix_s('2026-03-10 12:00'), NULL, NULL);
INSERT INTO CallMembers VALUES (1, 'anna', 'NAME-A', 646, 1), (2, 'bert', 'NAME-B', NULL, 2), (3, 'cees', 'NAME-C', 10, 3), (4, 'dora', 'NAME-D', 30, 3),
    (5, 'anna', 'NAME-A', 5, 99);
