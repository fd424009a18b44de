.read ../schema.sql
INSERT INTO ZMESSAGE (Z_ENT, ZISOWN, ZCONVERSATION, ZDATE) VALUES
    (11, 0, 1, cocoa('2026-02-28 22:59:59')),
    (11, 0, 1, cocoa('2026-02-28 23:00')),
    (11, 0, 1, cocoa('2026-04-30 21:59:59')),
    (11, 0, 1, cocoa('2026-04-30 22:00')), (11, 0, 1, 0);
