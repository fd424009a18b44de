.read schemas/firefox.sql
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/'), (2, 'https://plain.example/'),
    (3, 'place:sort=8&maxResults=10'), (4, 'javascript:alert(1)'), (5, 'https://feed.example/1');
INSERT INTO moz_bookmarks (id, type, fk, parent, title, dateAdded, guid) VALUES
    (2, 2, NULL, 1, 'menu', unix_us('2026-01-01 10:00'), 'menu________'),
    (4, 2, NULL, 1, 'tags', unix_us('2026-01-01 10:00'), 'tags________'),
    (5, 1, 1, 2, '', unix_us('2026-03-10 09:00'), 'a'),
    -- the same under a tag, a kept search, a script, a separator, a folder
    (6, 2, NULL, 4, 'tag', unix_us('2026-03-10 09:01'), 'b'), (7, 1, 1, 6, '', unix_us('2026-03-10 09:01'), 'c'),
    (8, 1, 3, 2, '', unix_us('2026-03-10 09:02'), 'd'), (9, 1, 4, 2, '', unix_us('2026-03-10 09:03'), 'e'),
    (10, 3, NULL, 2, '', unix_us('2026-03-10 09:04'), 'f'), (11, 2, NULL, 2, '', unix_us('2026-03-10 09:05'), 'g'),
    -- inside a folder; just outside the window
    (12, 1, 2, 11, '', unix_us('2026-04-30 21:59:59.999999'), 'h'), (13, 1, 1, 11, '', unix_us('2026-04-30 22:00'), 'i'),
    (14, 1, 1, 11, '', unix_us('2026-02-28 22:59:59.999999'), 'j');
