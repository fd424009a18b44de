.read schemas/firefox.sql
.read schemas/firefox_annos.sql
INSERT INTO moz_annos (place_id, anno_attribute_id, content, dateAdded, lastModified) VALUES
    (1, 2, 'file:///a', unix_us('2026-03-10 09:00'), 0),
    (1, 3, '{"state":3,"endTime":1773133260000}', unix_us('2026-03-10 09:00'), 0),
    (2, 2, 'file:///b', unix_us('2026-03-11 09:00'), 0),
    (2, 3, '{"state":3,"endTime":1773219660000,"fileSize":5}', unix_us('2026-03-11 09:00'), 0),
    (3, 2, 'file:///c', unix_us('2026-03-12 09:00'), 0),
    (3, 3, '{"state":8}', unix_us('2026-03-12 09:00'), 0);
