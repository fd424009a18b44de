.read ../old.sql
INSERT INTO messages (_id, key_remote_jid, key_from_me, status, timestamp, media_wa_type, remote_resource) VALUES
    (1, '31600000001@s.whatsapp.net', 0, 0, unix_ms('2026-03-10 09:00'), '0', NULL), (2, '31600000001@s.whatsapp.net', 1, 5, unix_ms('2026-03-10 09:01'), '1', NULL),
    (3, '120363000000000001@g.us', 0, 0, unix_ms('2026-03-10 09:02'), '0', '31600000002@s.whatsapp.net'), (4, '120363000000000001@g.us', 1, 5, unix_ms('2026-03-10 09:03'), NULL, NULL),
    (5, '120363000000000001@g.us', 0, 6, unix_ms('2026-03-10 09:04'), '0', '31600000002@s.whatsapp.net'), (6, '31600000001@s.whatsapp.net', 0, 0, unix_ms('2026-03-10 09:05'), '10', NULL),
    (7, 'status@broadcast', 0, 0, unix_ms('2026-03-10 09:06'), '0', '31600000002@s.whatsapp.net'), (8, '31600000001@s.whatsapp.net', 0, 0, unix_ms('2026-03-10 09:07'), '15', '');
