.read whatsapp_android/new.sql
INSERT INTO message (_id, chat_row_id, from_me, sender_jid_row_id, timestamp, message_type, text_data) VALUES
    (1, 10, 0, 0, unix_ms('2026-03-10 09:00'), 0, 'rain tomorrow?'), (2, 10, 1, 0, unix_ms('2026-03-10 09:01:00.250'), 1, 'a picture of the bread'),
    (3, 10, 1, 0, unix_ms('2026-03-10 09:02'), 1, NULL), (4, 10, 0, 0, unix_ms('2026-03-10 09:03'), 15, ''),
    (5, 11, 0, 4, unix_ms('2026-03-10 09:04'), 0, 'TERM-A for the group'), (6, 11, 1, 0, unix_ms('2026-03-10 09:05'), 0, 'milk and café ☕'),
    (7, 12, 1, 0, unix_ms('2026-03-10 09:06'), 0, 'to a hidden number'), (8, 10, 0, 0, unix_ms('2026-03-10 09:07'), 0, '  '),
    (9, 11, 0, 4, unix_ms('2026-03-10 09:08'), 7, 'TEXT-A of an event'), (10, 10, 1, 0, unix_ms('2026-03-10 09:09'), 8, 'TEXT-A of a call'),
    (11, 10, 0, 0, unix_ms('2026-03-10 09:10'), 11, 'TEXT-A that waits'), (12, 13, 0, 1, unix_ms('2026-03-10 09:11'), 0, 'TEXT-A of a status'),
    (13, 14, 0, 0, unix_ms('2026-03-10 09:12'), 0, 'TEXT-A of a channel'), (14, 10, 0, 0, unix_ms('2025-03-10 09:00'), 0, 'TEXT-A of before');
