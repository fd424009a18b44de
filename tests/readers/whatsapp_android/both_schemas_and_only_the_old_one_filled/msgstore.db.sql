.read ../new.sql
.read ../old.sql
INSERT INTO messages (_id, key_remote_jid, key_from_me, timestamp, media_wa_type) VALUES (1, '31600000001@s.whatsapp.net', 1, unix_ms('2026-03-10 09:00'), '0');
