.read ../schema.sql
INSERT INTO ZMESSAGE (Z_PK, Z_ENT, ZISOWN, ZCONVERSATION, ZSENDER, ZDATE) VALUES
    (1, 11, 0, 1, NULL, cocoa('2026-03-10 09:00')), (2, 11, 1, 1, NULL, cocoa('2026-03-10 09:01')), (3, 11, 0, 2, 2, cocoa('2026-03-10 09:02')),
    (4, 11, 1, 2, NULL, cocoa('2026-03-10 09:03')), (5, 12, 1, 2, NULL, cocoa('2026-03-10 09:04')), (6, 11, NULL, 1, NULL, cocoa('2026-03-10 09:05'));
