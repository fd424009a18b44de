.read whatsapp_android/new.sql
INSERT INTO message (_id, chat_row_id, from_me, timestamp, message_type, text_data) VALUES
    (1, 10, 1, unix_ms('2026-02-28 22:59:59'), 0, 'TEXT-A before'),
    (2, 10, 1, unix_ms('2026-02-28 23:00'), 0, 'first of the days'),
    (3, 10, 1, unix_ms('2026-04-30 21:59:59'), 0, 'last of the days'),
    (4, 10, 1, unix_ms('2026-04-30 22:00'), 0, 'TEXT-A after');
