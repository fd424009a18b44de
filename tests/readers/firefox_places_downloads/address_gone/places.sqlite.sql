.read schemas/firefox.sql
.read schemas/firefox_annos.sql
INSERT INTO moz_annos (place_id, anno_attribute_id, content, dateAdded) VALUES (99, 2, 'file:///a', unix_us('2026-03-10 09:00'));
