CREATE TABLE [Activity]([Id] GUID PRIMARY KEY NOT NULL, [AppId] TEXT NOT NULL, [ActivityType] INT NOT NULL, [IsLocalOnly] INT, [PlatformDeviceId] TEXT, [StartTime] DATETIME, [EndTime] DATETIME, [Payload] BLOB);
INSERT INTO Activity VALUES (x'00', '{"platform": 1}', 6, 0, 'A', unix_s('2026-03-10 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'01', '[[[[1]]]]', 6, 0, 'A', unix_s('2026-03-10 09:01'), 0, x'00');
INSERT INTO Activity VALUES (x'02', '[{"platform": "packageId", "application": {}}]', 6, 0, 'A', unix_s('2026-03-10 09:02'), 0, x'00');
