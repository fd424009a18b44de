CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, handle_id INTEGER, date INTEGER, is_from_me INTEGER);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
INSERT INTO handle VALUES (1, 'anna@mail.example');
INSERT INTO message VALUES
    (1, 'TEXT-A before', 1, unix_s('2026-02-28 22:59:59') - 978307200, 1),
    (2, 'first of the days', 1, unix_s('2026-02-28 23:00') - 978307200, 1),
    (3, 'last of the days', 1, unix_s('2026-04-30 21:59:59') - 978307200, 1),
    (4, 'TEXT-A after', 1, unix_s('2026-04-30 22:00') - 978307200, 1);
