.read firefox_synced_devices/schema.sql
INSERT INTO moz_meta VALUES ('last_sync_time', 1), ('remote_clients', '{"own-number":{"fxa_device_id":"fxa-own","device_name":"NAME-A","device_type":"desktop"},"guid-phone":{"fxa_device_id":"fxa-1","device_name":"NAME-B","device_type":"mobile"},"guid-tablet":{"fxa_device_id":"fxa-2","device_name":"NAME-C","device_type":"tablet"},"guid-desk":{"fxa_device_id":null,"device_name":"NAME-D","device_type":"desktop"}}');
-- The last second before the window, its first and last, and the one after.
INSERT INTO tabs VALUES ('guid-early', '{"id":"guid-early","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-02-28 22:59:59'));
INSERT INTO tabs VALUES ('guid-phone', '{"id":"guid-phone","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-02-28 23:00'));
INSERT INTO tabs VALUES ('guid-tablet', '{"id":"guid-tablet","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-03-12 10:00'));
INSERT INTO tabs VALUES ('guid-desk', '{"id":"guid-desk","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-03-13 10:00'));
INSERT INTO tabs VALUES ('guid-late', '{"id":"guid-late","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-04-30 22:00'));
