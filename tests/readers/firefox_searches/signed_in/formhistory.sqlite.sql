CREATE TABLE moz_formhistory(id INTEGER PRIMARY KEY, fieldname TEXT NOT NULL, value TEXT NOT NULL, timesUsed INTEGER,
    firstUsed INTEGER, lastUsed INTEGER, guid TEXT);
INSERT INTO moz_formhistory (id, fieldname, value, timesUsed, firstUsed, lastUsed) VALUES
    (1, 'searchbar-history', 'TERM-A', 1, unix_us('2026-03-10 09:00'), unix_us('2026-03-10 09:00')),
    -- five times: the first and the last are known
    (2, 'searchbar-history', 'other words', 5, unix_us('2026-03-11 09:00'), unix_us('2026-03-15 09:00')),
    -- first time before the window, last time inside; and the other way round
    (3, 'searchbar-history', 'TERM-A again', 2, unix_us('2026-02-01 09:00'), unix_us('2026-03-12 09:00')),
    (4, 'searchbar-history', 'TERM-A later', 2, unix_us('2026-04-30 21:59:59.999999'), unix_us('2026-04-30 22:00')),
    -- a field of a form; and outside on both sides
    (5, 'name', 'TERM-A', 1, unix_us('2026-03-10 09:00'), unix_us('2026-03-10 09:00')),
    (6, 'searchbar-history', 'TERM-A', 2, unix_us('2026-02-28 22:59:59.999999'), unix_us('2026-05-01 09:00')),
    (7, 'searchbar-history', ' ', 1, unix_us('2026-03-13 09:00'), unix_us('2026-03-13 09:00'));
