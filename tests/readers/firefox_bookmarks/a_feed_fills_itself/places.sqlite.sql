.read schemas/firefox.sql
.read schemas/firefox_annos.sql
CREATE TABLE moz_bookmarks_roots(root_name VARCHAR(16) UNIQUE, folder_id INTEGER);
INSERT INTO moz_bookmarks_roots VALUES ('tags', 9);
CREATE TABLE moz_items_annos(id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, anno_attribute_id INTEGER, content LONGVARCHAR);
INSERT INTO moz_anno_attributes VALUES (4, 'livemark/feedURI');
INSERT INTO moz_items_annos VALUES (1, 3, 4, 'https://feed.example/'), (2, 2, 1, 'words');
INSERT INTO moz_places (id, url) VALUES (10, 'https://listed.example/');
INSERT INTO moz_bookmarks (id, type, fk, parent, dateAdded) VALUES (2, 2, NULL, 1, unix_us('2026-01-02 10:00')),
    (3, 2, NULL, 1, unix_us('2026-01-02 10:00')),
    (4, 1, 10, 2, unix_us('2026-03-10 09:00')), (5, 1, 10, 3, unix_us('2026-03-10 09:01'));
