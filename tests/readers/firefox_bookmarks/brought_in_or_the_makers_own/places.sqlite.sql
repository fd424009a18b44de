.read schemas/firefox.sql
UPDATE moz_bookmarks SET dateAdded = unix_us('2026-03-05 10:00');
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/'), (2, 'https://plain.example/');
INSERT INTO moz_bookmarks (id, type, fk, parent, dateAdded) VALUES (2, 1, 2, 1, unix_us('2026-03-01 10:00')),
    (3, 1, 2, 1, unix_us('2026-03-05 10:01')), (4, 1, 1, 1, unix_us('2026-03-05 10:01:00.000001'));
