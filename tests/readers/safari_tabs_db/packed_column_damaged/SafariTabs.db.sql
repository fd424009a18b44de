CREATE TABLE bookmarks(id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, subtype INTEGER DEFAULT 0,
    title TEXT, url TEXT, num_children INTEGER DEFAULT 0, last_modified REAL, date_closed REAL, deleted INTEGER DEFAULT 0,
    extra_attributes BLOB, local_attributes BLOB, syncable BOOL DEFAULT 1);
INSERT INTO bookmarks (id, type, url, title) VALUES (1, 1, NULL, 'group');
INSERT INTO bookmarks (id, parent, type, url, deleted, extra_attributes) VALUES (2, 1, 0, 'https://listed.example/', 0,
    X'62706c6973743030');
