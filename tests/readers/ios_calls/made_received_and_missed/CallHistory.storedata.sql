.read ../schema.sql
INSERT INTO ZCALLRECORD (Z_PK, ZANSWERED, ZCALLTYPE, ZORIGINATED, ZDATE, ZDURATION, ZSERVICE_PROVIDER, ZADDRESS) VALUES
    (1, 0, 1, 1, unix_s('2026-03-10 09:00') - 978307200 + 0.75, 62.9, 'com.apple.Telephony', X'2B3331363030303030303031'),
    (2, 1, 8, 0, unix_s('2026-03-10 10:00') - 978307200, 5.0, 'com.apple.FaceTime', 'anna@mail.example'),
    (3, 0, 1, 0, unix_s('2026-03-10 11:00') - 978307200, 0.0, 'com.apple.Telephony', NULL),
    (4, 0, 1, NULL, unix_s('2026-03-10 12:00') - 978307200, NULL, 'net.whatsapp.WhatsApp', '+31600000002');
