CREATE TABLE appstate (package_name STRING, first_download_ms INTEGER, title STRING, last_update_timestamp_ms INTEGER);
INSERT INTO appstate VALUES (NULL, unix_ms('2026-03-10 09:00'), '', 0);
