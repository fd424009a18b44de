.read ../schema.sql
INSERT INTO chat (ROWID, style, chat_identifier, room_name) VALUES (3, 43, 'chat0003', NULL), (4, 43, '', NULL);
INSERT INTO message (ROWID, handle_id, date, is_from_me) VALUES
    (1, 1, (unix_s('2026-03-10 09:00') - 978307200) * 1000000000, 0), (2, 1, (unix_s('2026-03-10 09:01') - 978307200) * 1000000000, 0),
    (3, 1, (unix_s('2026-03-10 09:02') - 978307200) * 1000000000, 0);
INSERT INTO chat_message_join (chat_id, message_id) VALUES (3, 1), (4, 2), (1, 3);
