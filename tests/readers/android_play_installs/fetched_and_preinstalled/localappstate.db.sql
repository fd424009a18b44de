CREATE TABLE appstate (package_name STRING, first_download_ms INTEGER, title STRING, last_update_timestamp_ms INTEGER);
INSERT INTO appstate VALUES ('com.nordvpn.android', unix_ms('2026-03-10 09:00'), 'title', unix_ms('2026-04-20 10:00'));
INSERT INTO appstate VALUES ('com.nordvpn.android.theme', unix_ms('2026-03-11 09:00'), 'title', unix_ms('2026-04-20 10:00'));
INSERT INTO appstate VALUES ('com.android.chrome', 0, 'title', unix_ms('2026-04-20 10:00'));
INSERT INTO appstate VALUES ('early.app', unix_ms('2026-02-28 22:59:59'), 'title', unix_ms('2026-04-20 10:00'));
