CREATE TABLE trash (__absID INTEGER, __absPath TEXT, __Title TEXT, __originPath TEXT, __originTitle TEXT, __deleteTime INTEGER, __expiredPeriod INTEGER, __restoreExtra TEXT);
INSERT INTO trash(__absPath, __originPath, __deleteTime, __restoreExtra) VALUES ('TEXT-A', '/storage/emulated/0/DCIM/TERM-A.jpg', unix_ms('2026-03-10 09:00'), 'TEXT-B');
INSERT INTO trash(__absPath, __originPath, __deleteTime, __restoreExtra) VALUES ('TEXT-A', '/a', unix_ms('2026-02-28 22:59:59.999'), 'TEXT-B');
