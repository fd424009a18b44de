.read schemas/quarantine.sql
INSERT INTO LSQuarantineEvent (LSQuarantineEventIdentifier, LSQuarantineTimeStamp, LSQuarantineAgentBundleIdentifier,
    LSQuarantineOriginURLString, LSQuarantineDataURLString, LSQuarantineTypeNumber) VALUES
    ('a', cocoa('2026-02-28 23:00'), 'com.apple.Safari', 'https://page.example/', 'https://listed.example/a', 0),
    ('b', cocoa('2026-03-10 09:00') + 0.75, NULL, NULL, 'https://plain.example/b', 0),
    -- an attachment has no address, and yet came in
    ('c', cocoa('2026-03-10 09:01'), 'com.apple.mail', NULL, '', 2),
    ('d', cocoa('2026-02-28 23:00') - 0.5, 'com.apple.Safari', NULL, 'https://listed.example/early', 0),
    ('e', cocoa('2026-04-30 22:00'), 'com.apple.Safari', NULL, 'https://listed.example/late', 0),
    -- browsers that keep a list of their own: the same act stands there
    ('f', cocoa('2026-03-11 09:00'), 'com.google.Chrome.canary', NULL, 'https://listed.example/f', 0),
    ('g', cocoa('2026-03-11 09:01'), 'org.mozilla.firefox', NULL, 'https://listed.example/g', 0);
