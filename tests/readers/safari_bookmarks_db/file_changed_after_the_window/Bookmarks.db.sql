CREATE TABLE bookmarks(id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT, url TEXT,
    num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0,
    order_index INTEGER NOT NULL DEFAULT 0, last_modified REAL DEFAULT NULL, deleted INTEGER DEFAULT 0,
    extra_attributes BLOB DEFAULT NULL, local_attributes BLOB DEFAULT NULL, locally_added BOOL DEFAULT 0);
INSERT INTO bookmarks (id, type, url) VALUES (1, 0, 'https://listed.example/');
