.read kik_ios/schema.sql
INSERT INTO ZKIKMESSAGE (Z_PK, ZTYPE, ZUSER, ZTIMESTAMP, ZBODY) VALUES
    (1, 2, 1, cocoa('2026-02-28 22:59:59'), 'TEXT-A before'),
    (2, 2, 1, cocoa('2026-02-28 23:00'), 'first of the days'),
    (3, 2, 1, cocoa('2026-04-30 21:59:59'), 'last of the days'),
    (4, 2, 1, cocoa('2026-04-30 22:00'), 'TEXT-A after');
