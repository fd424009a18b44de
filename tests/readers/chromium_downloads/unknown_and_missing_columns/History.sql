CREATE TABLE downloads (id INTEGER PRIMARY KEY, start_time INTEGER, new_fake_column INTEGER);
CREATE TABLE downloads_url_chains (id INTEGER NOT NULL, chain_index INTEGER NOT NULL, url LONGVARCHAR NOT NULL);
INSERT INTO downloads VALUES (1, webkit('2026-03-10 09:01'), 7);
INSERT INTO downloads_url_chains VALUES (1, 0, 'https://listed.example/');
