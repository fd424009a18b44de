CREATE TABLE app_install (pid INTEGER, bundle_id TEXT, remote_install INTEGER NOT NULL DEFAULT 0, timestamp DATETIME, PRIMARY KEY(pid));
INSERT INTO app_install(bundle_id, remote_install, timestamp) VALUES ('net.whatsapp.WhatsApp', 0, unix_s('2026-03-10 09:00') - 978307200);
INSERT INTO app_install(bundle_id, remote_install, timestamp) VALUES ('net.whatsapp.WhatsApp', 0, unix_s('2026-03-12 09:00') - 978307200);
INSERT INTO app_install(bundle_id, remote_install, timestamp) VALUES ('org.torproject.onion', 1, unix_s('2026-03-11 09:00') - 978307200);
INSERT INTO app_install(bundle_id, remote_install, timestamp) VALUES ('early.app', 0, unix_s('2026-01-10 09:00') - 978307200);
