CREATE TABLE app_install (pid INTEGER, bundle_id TEXT, remote_install INTEGER NOT NULL DEFAULT 0, timestamp DATETIME DEFAULT (timestamp()), PRIMARY KEY(pid));
INSERT INTO app_install(bundle_id, remote_install, timestamp) VALUES ('a.app', 0, unix_s('2026-03-10 09:00') - 978307200);
