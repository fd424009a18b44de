INSERT INTO message (ROWID, handle_id, date, is_from_me) VALUES (1, 1, (unix_s('2026-03-10 09:00') - 978307200) * 1000000000, 1);
