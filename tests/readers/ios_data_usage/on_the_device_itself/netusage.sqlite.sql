CREATE TABLE ZPROCESS(Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR);
INSERT INTO ZPROCESS VALUES (1, 11, cocoa('2025-01-01'), cocoa('2026-03-10 09:00'), 'com.discord', 'p');
-- the same app by another process, later; a process without app; Apple's own, and its browser; outside the window
INSERT INTO ZPROCESS VALUES (2, 11, cocoa('2025-01-01'), cocoa('2026-03-11 09:00'), 'com.discord', 'p');
INSERT INTO ZPROCESS VALUES (3, 11, cocoa('2025-01-01'), cocoa('2026-03-10 09:00'), NULL, 'p');
INSERT INTO ZPROCESS VALUES (4, 11, cocoa('2025-01-01'), cocoa('2026-03-10 09:00'), 'com.apple.Preferences', 'p');
INSERT INTO ZPROCESS VALUES (5, 11, cocoa('2025-01-01'), cocoa('2026-03-10 09:00'), 'com.apple.mobilesafari', 'p');
INSERT INTO ZPROCESS VALUES (6, 11, cocoa('2025-01-01'), cocoa('2026-02-28 22:59:59'), 'com.kik.chat', 'p');
INSERT INTO ZPROCESS VALUES (7, 11, cocoa('2025-01-01'), cocoa('2026-04-30 22:00'), 'com.kik.chat', 'p');
