CREATE TABLE packages (_id INTEGER PRIMARY KEY, package_name TEXT);
CREATE TABLE events (_id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, type INTEGER NOT NULL, package_id INTEGER NOT NULL);
INSERT INTO packages VALUES (1, 'com.whatsapp'), (2, 'com.google.android.apps.nexuslauncher'), (3, 'org.telegram.messenger');
INSERT INTO events(timestamp, type, package_id) VALUES (unix_ms('2026-03-10 09:00'), 1, 9);
