.read ../schema.sql
INSERT INTO Friend (_id, userId, addedTimestamp, reverseAddedTimestamp, birthday, friendLinkType) VALUES
    (1, 'own', 0, 0, 0, 0), (2, 'anna', unix_ms('2026-03-10 09:00'), unix_ms('2026-03-09 09:00'), 21474836481, 0),
    (3, 'suggested', NULL, NULL, NULL, NULL), (4, 'who-added-me', 0, unix_ms('2026-03-10 10:00'), NULL, 2),
    (5, 'bert', unix_ms('2026-03-11 09:00'), 0, NULL, 1);
