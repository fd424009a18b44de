CREATE TABLE tabs(id INTEGER PRIMARY KEY, uuid TEXT, title TEXT, url TEXT, user_visible_url TEXT, order_index INTEGER,
    last_viewed_time REAL, opened_from_link INTEGER, private_browsing INTEGER DEFAULT 0);
INSERT INTO tabs (id, url, last_viewed_time, private_browsing) VALUES
    (1, 'https://listed.example/', cocoa('2026-03-10 09:00') + 0.25, 0), (2, 'https://plain.example/private', cocoa('2026-03-10 09:01'), 1),
    -- a page of the browser itself; an empty tab; just outside the window
    (3, 'favorites://', cocoa('2026-03-10 09:02'), 0), (4, '', 0, 0), (5, 'https://listed.example/early', cocoa('2026-02-28 23:00') - 0.25, 0);
