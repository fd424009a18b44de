.read schemas/chromium_16.sql
INSERT INTO downloads VALUES
    (1, '/a', 'https://listed.example/a', unix_s('2026-02-28 22:59:59'), 5, 5, 1),  -- the last second before the window
    (2, '/b', 'https://listed.example/b', unix_s('2026-02-28 23:00:00'), 5, 5, 1),
    (3, '/c', 'https://listed.example/c', unix_s('2026-04-30 21:59:59'), 5, 5, 1),
    (4, '/d', 'https://listed.example/d', unix_s('2026-04-30 22:00:00'), 5, 5, 1);
