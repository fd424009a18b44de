CREATE TABLE accounts (_id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, previous_name TEXT, last_password_entry_time_millis_epoch INTEGER DEFAULT 0, UNIQUE(name, type));
INSERT INTO accounts VALUES (1, 'NAME-A', 'com.google', NULL, unix_ms('2026-03-10 09:00'));
INSERT INTO accounts VALUES (2, 'NAME-B', 'com.whatsapp', NULL, 0);
INSERT INTO accounts VALUES (3, 'NAME-C', 'com.osp.app.signin', 'NAME-D', NULL);
INSERT INTO accounts VALUES (4, 'NAME-A', 'org.example.service', NULL, 0);
INSERT INTO accounts VALUES (5, 'NAME-A', 'com.google.android.gm.pop3', NULL, unix_ms('2026-02-28 22:59:59.999'));
