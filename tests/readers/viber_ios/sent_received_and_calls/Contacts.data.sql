.read ../schema.sql
INSERT INTO ZVIBERMESSAGE (Z_PK, ZCONVERSATION, ZPHONENUMINDEX, ZDATE, ZSTATE) VALUES
    (1, 1, 5, cocoa('2026-03-10 09:00'), 'received'), (2, 1, NULL, cocoa('2026-03-10 09:01'), 'delivered'), (3, 1, NULL, cocoa('2026-03-10 09:02'), 'send'),
    (4, 2, 6, cocoa('2026-03-10 09:03'), 'received'), (5, 2, NULL, cocoa('2026-03-10 09:04'), 'delivered'), (6, 1, 5, cocoa('2026-03-10 09:05'), 'received'),
    (7, 1, NULL, cocoa('2026-03-10 09:06'), NULL), (8, 99, NULL, cocoa('2026-03-10 09:07'), 'received'), (9, 1, NULL, cocoa('2026-03-10 09:08'), 'received');
