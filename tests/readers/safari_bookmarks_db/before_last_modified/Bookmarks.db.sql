CREATE TABLE bookmarks(id INTEGER PRIMARY KEY, type INTEGER, title TEXT, url TEXT);
INSERT INTO bookmarks VALUES (1, 0, '', 'https://listed.example/');
