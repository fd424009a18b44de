.read whatsapp_android/old.sql
ALTER TABLE messages ADD COLUMN media_caption TEXT DEFAULT 'TEXT-A';
INSERT INTO messages (_id, key_remote_jid, key_from_me, status, timestamp, media_wa_type, data, media_caption, remote_resource) VALUES
    (1, '31600000001@s.whatsapp.net', 0, 0, unix_ms('2026-03-10 09:00'), '0', 'rain tomorrow?', 'TEXT-A no caption', ''),
    (2, '31600000001@s.whatsapp.net', 1, 5, unix_ms('2026-03-10 09:01'), '1', 'TEXT-A no text', 'the garden', NULL),
    (3, '31600000001@s.whatsapp.net', 1, 5, unix_ms('2026-03-10 09:02'), '4', 'TEXT-A of a card', NULL, NULL),
    (4, '120363000000000001@g.us', 0, 0, unix_ms('2026-03-10 09:03'), NULL, 'TERM-A for the group', NULL, '31600000002@s.whatsapp.net'),
    (5, '31600000001@s.whatsapp.net', 0, 6, unix_ms('2026-03-10 09:04'), '0', 'TEXT-A of an event', NULL, NULL),
    (6, '31600000001@s.whatsapp.net', 0, 0, unix_ms('2026-03-10 09:05'), '8', 'TEXT-A of a call', NULL, NULL),
    (7, 'status@broadcast', 0, 0, unix_ms('2026-03-10 09:06'), '0', 'TEXT-A of a status', NULL, '31600000001@s.whatsapp.net');
