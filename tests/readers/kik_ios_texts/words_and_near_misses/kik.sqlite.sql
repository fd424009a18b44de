.read kik_ios/schema.sql
CREATE TABLE Z_3MESSAGES (Z_3CHAT INTEGER, Z_5MESSAGES INTEGER, PRIMARY KEY (Z_3CHAT, Z_5MESSAGES));
INSERT INTO ZKIKMESSAGE (Z_PK, ZTYPE, ZDRAFTMESSAGECHAT, ZUSER, ZTIMESTAMP, ZBODY) VALUES
    (1, 1, NULL, 1, cocoa('2026-03-10 09:00'), 'rain tomorrow?'), (2, 2, NULL, 1, cocoa('2026-03-10 09:01'), 'milk'),
    (3, 1, NULL, 1, cocoa('2026-03-10 09:02'), 'TERM-A for the group'), (4, 2, NULL, 1, cocoa('2026-03-10 09:03'), NULL),
    (5, 3, NULL, 2, cocoa('2026-03-10 09:04'), 'TEXT-A of an event'), (6, 4, NULL, 1, cocoa('2026-03-10 09:05'), 'TEXT-A of a status'),
    (7, 2, 1, 1, cocoa('2026-03-10 09:06'), 'TEXT-A of a draft');
INSERT INTO Z_3MESSAGES VALUES (1, 1), (1, 2), (2, 3), (2, 5);
