.read ../schema.sql
INSERT INTO ZSMESSAGE (ZFROM, ZTHREADID, ZTS_ISSENTBYME, ZARRIVALTIME) VALUES
    ('8:orgid:a', '48:notes', 0, cocoa('2026-02-28 22:59:59')),
    ('8:orgid:a', '48:notes', 0, cocoa('2026-02-28 23:00')),
    ('8:orgid:a', '48:notes', 0, cocoa('2026-04-30 21:59:59')),
    ('8:orgid:a', '48:notes', 0, cocoa('2026-04-30 22:00'));
