CREATE TABLE app_install (pid INTEGER PRIMARY KEY, bundle_id TEXT, timestamp DATETIME);
INSERT INTO app_install VALUES (1, 'com.google.chrome.ios', unix_s('2026-03-10 09:00') - 978307200);
