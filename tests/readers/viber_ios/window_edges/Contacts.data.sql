.read ../schema.sql
INSERT INTO ZVIBERMESSAGE (Z_PK, ZCONVERSATION, ZSTATE, ZDATE) VALUES
    (10, 1, 'send', cocoa('2026-02-28 22:59:59')),
    (11, 1, 'send', cocoa('2026-02-28 23:00')),
    (12, 1, 'send', cocoa('2026-04-30 21:59:59')),
    (13, 1, 'send', cocoa('2026-04-30 22:00')), (20, 1, 'send', 0);
