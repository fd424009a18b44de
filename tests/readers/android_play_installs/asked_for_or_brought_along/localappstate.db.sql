CREATE TABLE appstate (package_name STRING, first_download_ms INTEGER, install_reason TEXT);
INSERT INTO appstate VALUES ('com.nordvpn.android', unix_ms('2026-03-10 09:00'), 'single_install');
-- It came with the phone, and its first update is its first download.
INSERT INTO appstate VALUES ('com.google.android.apps.docs', unix_ms('2026-03-11 03:00'), 'bulk_update');
INSERT INTO appstate VALUES ('com.microsoft.skydrive', unix_ms('2026-03-11 03:00'), 'auto_update');
-- The maker or the provider had it fetched at the first start.
INSERT INTO appstate VALUES ('com.dropbox.android', unix_ms('2026-03-12 09:00'), 'restore_vpa');
INSERT INTO appstate VALUES ('com.whatsapp', unix_ms('2026-03-12 10:00'), NULL);
