CREATE TABLE bookmarks(id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT, url TEXT,
    num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0,
    order_index INTEGER NOT NULL DEFAULT 0, last_modified REAL DEFAULT NULL, deleted INTEGER DEFAULT 0,
    extra_attributes BLOB DEFAULT NULL, local_attributes BLOB DEFAULT NULL, locally_added BOOL DEFAULT 0);
INSERT INTO bookmarks (id, type, url, last_modified, deleted) VALUES
    (1, 0, 'https://listed.example/', cocoa('2026-03-10 09:00') + 0.5, 0), (2, 0, 'https://plain.example/', NULL, 0),
    (3, 0, 'https://listed.example/deleted', cocoa('2026-03-10 09:01'), 1), (4, 1, NULL, cocoa('2026-03-10 09:02'), 0),
    (5, 0, 'javascript:void(0)', cocoa('2026-03-10 09:03'), 0), (6, 0, 'https://listed.example/late', cocoa('2026-04-30 22:00'), 0);
