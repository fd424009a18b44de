.read ../schema.sql
INSERT INTO message (ROWID, handle_id, service, date, is_from_me, item_type, associated_message_type, error) VALUES
    (1, 1, 'iMessage', (unix_s('2026-03-10 09:00') - 978307200) * 1000000000, 0, 0, 0, 0),
    (2, 1, 'iMessage', (unix_s('2026-03-10 09:01') - 978307200) * 1000000000 + 500000999, 1, 0, 0, 0),
    (3, 0, 'iMessage', (unix_s('2026-03-10 09:02') - 978307200) * 1000000000, 1, 0, 0, 0),
    (4, 2, 'SMS', (unix_s('2026-03-10 09:03') - 978307200) * 1000000000, 0, 0, 0, 0),
    (5, 1, 'iMessage', (unix_s('2026-03-10 09:04') - 978307200) * 1000000000, 0, 2, 0, 0),
    (6, 1, 'iMessage', (unix_s('2026-03-10 09:05') - 978307200) * 1000000000, 0, 0, 2001, 0),
    (7, 1, 'iMessage', (unix_s('2026-03-10 09:06') - 978307200) * 1000000000, 1, 0, 0, 22),
    (8, 1, 'iMessage', (unix_s('2026-03-10 09:07') - 978307200) * 1000000000, 1, 0, 0, 0),
    (9, 1, 'iMessage', 0, 1, 0, 0, 0),
    (10, 1, 'iMessage', (unix_s('2026-03-10 09:08') - 978307200) * 1000000000, 1, 0, 3, 0);
INSERT INTO chat_message_join (chat_id, message_id) VALUES (1, 1), (1, 2), (2, 2), (2, 3), (1, 5), (1, 6), (1, 7), (1, 9), (1, 10), (1, 77);
INSERT INTO chat_recoverable_message_join (chat_id, message_id) VALUES (1, 8);
