CREATE TABLE application_usage (event TEXT,bundle_id TEXT,app_version TEXT,app_path TEXT,last_time INTEGER DEFAULT 0,number_times INTEGER DEFAULT 0,PRIMARY KEY (event, bundle_id));
INSERT INTO application_usage VALUES ('launch', 'org.torproject.torbrowser', '1', '/Applications/x.app', unix_s('2026-03-10 09:00'), 3);
-- quitting; a program of Apple and a browser of it; after the window
INSERT INTO application_usage VALUES ('quit', 'org.torproject.torbrowser', '1', '/Applications/x.app', unix_s('2026-03-10 10:00'), 3);
INSERT INTO application_usage VALUES ('launch', 'com.apple.iCal', '1', '/Applications/x.app', unix_s('2026-03-10 09:00'), 1);
INSERT INTO application_usage VALUES ('launch', 'com.apple.Safari', '1', '/Applications/x.app', unix_s('2026-03-10 09:01'), 0);
INSERT INTO application_usage VALUES ('launch', 'com.discord', '1', '/Applications/x.app', unix_s('2026-04-30 22:00'), 1);
