CREATE TABLE ZACCOUNT(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZACTIVE INTEGER, ZACCOUNTTYPE INTEGER, ZPARENTACCOUNT INTEGER,
    ZDATE TIMESTAMP, ZUSERNAME VARCHAR, ZOWNINGBUNDLEID VARCHAR);
CREATE TABLE ZACCOUNTTYPE(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZIDENTIFIER VARCHAR, ZACCOUNTTYPEDESCRIPTION VARCHAR);
INSERT INTO ZACCOUNTTYPE (Z_PK, ZIDENTIFIER) VALUES (1, 'com.apple.account.AppleAccount'), (2, 'com.apple.account.Google'),
    (3, 'com.apple.account.iTunesStore'), (4, 'com.apple.account.CardDAV'), (5, 'com.plain.service'), (6, 'com.apple.account.IMAPMail'),
    (7, 'com.apple.account.HolidayCalendar'), (8, 'com.apple.twitter'), (9, 'com.apple.account.jabber'), (10, 'com.apple.anything');
INSERT INTO ZACCOUNT (Z_PK, ZACCOUNTTYPE, ZPARENTACCOUNT, ZDATE, ZUSERNAME) VALUES (1, 1, NULL, cocoa('2026-03-10 09:00') + 0.5, 'user');
