CREATE TABLE Activity(Id GUID, AppId TEXT, ActivityType INT, StartTime DATETIME);
INSERT INTO Activity VALUES (x'01', '[{"application": "", "platform": "alternateId"}, {"application": "a.exe", "platform": "x_exe_path"}]', 6, unix_s('2026-03-10 09:00'));
