.read schemas/quarantine.sql
INSERT INTO LSQuarantineEvent (LSQuarantineEventIdentifier, LSQuarantineTimeStamp, LSQuarantineDataURLString) VALUES
    ('a', cocoa('2026-03-10 09:00'), 'https://listed.example/a'), ('b', NULL, 'https://listed.example/b');
