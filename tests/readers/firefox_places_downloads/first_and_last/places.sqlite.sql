.read schemas/firefox.sql
.read schemas/firefox_annos.sql
INSERT INTO moz_annos (place_id, anno_attribute_id, content, dateAdded, lastModified) VALUES
    (1, 2, 'file:///a', unix_us('2026-03-10 09:00'), unix_us('2026-03-10 09:00')),
    (1, 3, '{"state":1,"endTime":1773133260000,"fileSize":10}', unix_us('2026-03-10 09:01'), unix_us('2026-03-10 09:01')),
    -- fetched again a day later
    (2, 2, 'file:///b', unix_us('2026-03-11 09:00'), unix_us('2026-03-12 09:00')),
    -- the first time lies before the window
    (3, 2, 'file:///c', unix_us('2026-02-01 09:00'), unix_us('2026-03-13 09:00')),
    (3, 3, 'no JSON', unix_us('2026-03-13 09:00'), unix_us('2026-03-13 09:00')),
    (4, 2, 'file:///d', unix_us('2026-02-28 22:59:59.999999'), unix_us('2026-04-30 22:00')),
    -- another kind of annotation
    (4, 1, 'words', unix_us('2026-03-14 09:00'), unix_us('2026-03-14 09:00'));
