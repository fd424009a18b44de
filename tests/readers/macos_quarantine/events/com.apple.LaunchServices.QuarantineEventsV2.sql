.read schemas/quarantine.sql
INSERT INTO LSQuarantineEvent (LSQuarantineEventIdentifier, LSQuarantineTimeStamp, LSQuarantineOriginURLString,
    LSQuarantineDataURLString, LSQuarantineTypeNumber) VALUES
    ('a', cocoa('2026-02-28 23:00'), 'https://page.example/', 'https://listed.example/a', 0),
    ('b', cocoa('2026-03-10 09:00') + 0.75, NULL, 'https://plain.example/b', 0),
    -- an attachment has no address, and yet came in
    ('c', cocoa('2026-03-10 09:01'), NULL, '', 2),
    ('d', cocoa('2026-02-28 23:00') - 0.5, NULL, 'https://listed.example/early', 0),
    ('e', cocoa('2026-04-30 22:00'), NULL, 'https://listed.example/late', 0);
