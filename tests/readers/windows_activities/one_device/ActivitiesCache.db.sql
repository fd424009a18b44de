CREATE TABLE [Activity]([Id] GUID PRIMARY KEY NOT NULL, [AppId] TEXT NOT NULL, [ActivityType] INT NOT NULL, [IsLocalOnly] INT, [PlatformDeviceId] TEXT, [StartTime] DATETIME, [EndTime] DATETIME, [Payload] BLOB);
INSERT INTO Activity VALUES (x'01', '[{"application": "", "platform": "alternateId"}, {"application": "C:\\Tor Browser\\Browser\\TorBrowser\\Tor\\tor.exe", "platform": "x_exe_path"}]', 6, 0, 'A', unix_s('2026-03-10 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'02', '[{"application": "", "platform": "alternateId"}, {"application": "Microsoft.SkypeApp_kzf8qxf38zg5c!App", "platform": "packageId"}]', 6, 0, 'A', unix_s('2026-03-11 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'03', '[{"application": "", "platform": "alternateId"}, {"application": "opened", "platform": "packageId"}]', 5, 0, 'A', unix_s('2026-03-11 09:00'), 0, x'00');
INSERT INTO Activity VALUES (x'04', '[{"application": "", "platform": "alternateId"}, {"application": "early", "platform": "packageId"}]', 6, 0, 'A', unix_s('2026-02-28 22:59:59'), 0, x'00');
INSERT INTO Activity VALUES (x'09', 'no list', 6, 0, 'A', unix_s('2026-03-12 09:00'), 0, x'00');
