.read ../schema.sql
INSERT INTO ZSMESSAGE (Z_PK, ZARRIVALTIME, ZFROM, ZTHREADID, ZTS_ISSENTBYME) VALUES
    (1, cocoa('2026-03-10 09:00'), '8:orgid:a', '19:11111111-2222_33333333-4444@unq.gbl.spaces', 0), (2, cocoa('2026-03-10 09:01'), '8:orgid:own', '19:11111111-2222_33333333-4444@unq.gbl.spaces', 1),
    (3, cocoa('2026-03-10 09:02'), '8:orgid:b', '19:meeting_abc@thread.v2', 0), (4, cocoa('2026-03-10 09:03'), '8:orgid:own', '19:def@thread.tacv2', 1),
    (5, cocoa('2026-03-10 09:04'), '8:orgid:b', '19:11111111-2222_33333333-4444@unq.gbl.spaces', NULL), (6, 0, '8:orgid:b', '19:11111111-2222_33333333-4444@unq.gbl.spaces', 0);
