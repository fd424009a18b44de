.read ../schema.sql
INSERT INTO ZWAMESSAGE (Z_PK, ZISFROMME, ZMESSAGETYPE, ZCHATSESSION, ZMESSAGEDATE) VALUES
    (1, 1, 0, 1, unix_s('2026-02-28 22:59:59') - 978307200),
    (2, 1, 0, 1, unix_s('2026-02-28 23:00') - 978307200),
    (3, 1, 0, 1, unix_s('2026-04-30 21:59:59') - 978307200),
    (4, 1, 0, 1, unix_s('2026-04-30 22:00') - 978307200),
    (5, 1, 0, 1, 0);
