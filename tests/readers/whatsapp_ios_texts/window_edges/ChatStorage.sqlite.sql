.read whatsapp_ios/schema.sql
INSERT INTO ZWAMESSAGE (Z_PK, ZISFROMME, ZMESSAGETYPE, ZCHATSESSION, ZMESSAGEDATE, ZTEXT) VALUES
    (1, 1, 0, 1, cocoa('2026-02-28 22:59:59'), 'TEXT-A before'),
    (2, 1, 0, 1, cocoa('2026-02-28 23:00'), 'first of the days'),
    (3, 1, 0, 1, cocoa('2026-04-30 21:59:59'), 'last of the days'),
    (4, 1, 0, 1, cocoa('2026-04-30 22:00'), 'TEXT-A after');
