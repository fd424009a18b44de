.read ../new.sql
.read ../old.sql
INSERT INTO messages (_id, key_remote_jid, key_from_me, timestamp, media_wa_type) VALUES (1, '-1', 0, 0, '0'),
    (2, '31600000001@s.whatsapp.net', 1, unix_ms('2026-03-10 09:00'), '0'), (3, '31600000001@s.whatsapp.net', 1, unix_ms('2026-03-10 10:00'), '0');
INSERT INTO message (_id, chat_row_id, from_me, timestamp, message_type) VALUES (2, 10, 1, unix_ms('2026-03-10 09:00'), 0);
