.read firefox_synced_devices/schema.sql
INSERT INTO moz_meta VALUES ('remote_clients', '[{]');
INSERT INTO tabs VALUES ('guid-phone', '{"id":"guid-phone","clientName":"NAME-A","tabs":[{"title":"TEXT-A","urlHistory":["https://listed.example/"],"icon":null,"lastUsed":1}]}', unix_ms('2026-03-12 10:00'));
