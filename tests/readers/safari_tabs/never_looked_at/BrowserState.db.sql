CREATE TABLE tabs(id INTEGER PRIMARY KEY, uuid TEXT, title TEXT, url TEXT, user_visible_url TEXT, order_index INTEGER,
    last_viewed_time REAL, opened_from_link INTEGER, private_browsing INTEGER DEFAULT 0);
INSERT INTO tabs (id, url, last_viewed_time) VALUES (1, 'https://plain.example/', cocoa('2026-03-10 09:00')),
    (2, 'https://listed.example/', NULL);
