CREATE TABLE [Activity]([Id] GUID PRIMARY KEY NOT NULL, [AppId] TEXT NOT NULL, [ActivityType] INT NOT NULL, [IsLocalOnly] INT, [PlatformDeviceId] TEXT, [CreatedInCloud] DATETIME, [StartTime] DATETIME, [EndTime] DATETIME, [Payload] BLOB);
INSERT INTO Activity VALUES (x'01', '[{"application": "nordvpn.exe", "platform": "windows_win32"}]', 6, 0, 'A', unix_s('2026-03-10 09:05'), unix_s('2026-03-10 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'02', '[{"application": "nordvpn.exe", "platform": "windows_win32"}]', 6, 0, 'A', 0, unix_s('2026-03-11 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'03', '[{"application": "nordvpn.exe", "platform": "windows_win32"}]', 6, 1, 'A', unix_s('2026-03-12 09:05'), unix_s('2026-03-12 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'04', '[{"application": "nordvpn.exe", "platform": "windows_win32"}]', 6, 0, 'A', NULL, unix_s('2026-03-13 09:00'), 0, x'00');
