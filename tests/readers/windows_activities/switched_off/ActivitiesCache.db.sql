CREATE TABLE Activity(Id GUID, AppId TEXT, ActivityType INT, StartTime DATETIME, IsLocalOnly INT, PlatformDeviceId TEXT);
INSERT INTO Activity VALUES (x'01', '[]', 5, unix_s('2026-03-10 09:00'), 0, 'A');
