.read whatsapp_ios/schema.sql
ALTER TABLE ZWAMESSAGE ADD COLUMN ZMEDIAITEM INTEGER;
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZTITLE VARCHAR, ZMESSAGE INTEGER);
INSERT INTO ZWAMEDIAITEM VALUES (1, 'the garden', 2), (2, 'TEXT-A a file', 3), (3, 'TEXT-A a page', 4), (4, 'TEXT-A not below words', 5);
INSERT INTO ZWAMESSAGE (Z_PK, ZISFROMME, ZMESSAGETYPE, ZCHATSESSION, ZGROUPMEMBER, ZMESSAGEDATE, ZTEXT, ZMEDIAITEM) VALUES
    (1, 0, 0, 1, NULL, cocoa('2026-03-10 09:00'), 'rain tomorrow?', NULL), (2, 1, 1, 1, NULL, cocoa('2026-03-10 09:01'), NULL, 1),
    (3, 1, 8, 1, NULL, cocoa('2026-03-10 09:02'), NULL, 2), (4, 1, 7, 1, NULL, cocoa('2026-03-10 09:03'), 'see this page', 3),
    (5, 0, 2, 1, NULL, cocoa('2026-03-10 09:04'), 'words first', 4), (6, 0, 0, 2, 1, cocoa('2026-03-10 09:05'), 'TERM-A for the group', NULL),
    (7, 0, 14, 1, NULL, cocoa('2026-03-10 09:06'), NULL, NULL), (8, 0, 6, 2, NULL, cocoa('2026-03-10 09:07'), 'TEXT-A of an event', NULL),
    (9, 0, 10, 1, NULL, cocoa('2026-03-10 09:08'), 'TEXT-A of the service', NULL), (10, 0, 0, 3, NULL, cocoa('2026-03-10 09:09'), 'TEXT-A of a status', NULL),
    (11, 1, 0, 5, NULL, cocoa('2026-03-10 09:10'), 'TEXT-A of a removed chat', NULL);
