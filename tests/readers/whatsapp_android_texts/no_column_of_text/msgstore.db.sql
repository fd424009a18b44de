.read whatsapp_android/new.sql
ALTER TABLE message DROP COLUMN text_data;
INSERT INTO message (_id, chat_row_id, from_me, timestamp, message_type) VALUES (1, 10, 1, unix_ms('2026-03-10 09:00'), 0);
