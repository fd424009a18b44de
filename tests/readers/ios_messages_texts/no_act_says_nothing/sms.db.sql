.read ios_messages/schema.sql
INSERT INTO message (ROWID, handle_id, date, is_from_me, item_type, associated_message_type, error, text, attributedBody) VALUES
    (1, 1, (unix_s('2026-03-10 09:00') - 978307200) * 1000000000, 0, 2, 0, 0, 'TEXT-A of an event', NULL), (2, 1, (unix_s('2026-03-10 09:01') - 978307200) * 1000000000, 0, 0, 2001, 0, 'TEXT-A a reaction', NULL),
    (3, 1, (unix_s('2026-03-10 09:02') - 978307200) * 1000000000, 1, 0, 0, 22, NULL, X'040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a656374008592848484084e53537472696e67019484012b0f544558542d41206e6f742073656e7486840269490103928484840c4e5344696374696f6e6172790094840169008686'), (4, 1, (unix_s('2026-03-10 09:03') - 978307200) * 1000000000, 1, 0, 0, 0, 'TEXT-A in the bin', NULL),
    (5, 1, (unix_s('2026-03-10 09:04') - 978307200) * 1000000000, 1, 0, 0, 0, 'milk', NULL);
INSERT INTO chat_recoverable_message_join (chat_id, message_id) VALUES (1, 4);
