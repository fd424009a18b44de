CREATE TABLE LSQuarantineEvent(LSQuarantineEventIdentifier TEXT PRIMARY KEY, LSQuarantineTimeStamp REAL,
    LSQuarantineDataURLString TEXT, LSQuarantineFuture TEXT);
INSERT INTO LSQuarantineEvent VALUES ('a', cocoa('2026-03-10 09:00'), 'https://listed.example/a', NULL);
