.read schemas/chromium_36.sql
-- The chains lie in an index over one row that is said to hold all: only the table itself is believed.
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES
    (1, webkit('2026-03-10 09:01'), 5, 5, 1), (2, webkit('2026-03-10 09:02'), 5, 5, 1);
DROP TABLE downloads_url_chains;
CREATE TABLE downloads_url_chains (id INTEGER NOT NULL, chain_index INTEGER NOT NULL, url LONGVARCHAR NOT NULL);
INSERT INTO downloads_url_chains VALUES (1, 0, 'https://plain.example/'), (2, 0, 'https://listed.example/'),
    (2, 1, 'https://target.example/');
CREATE INDEX chains ON downloads_url_chains (id, chain_index) WHERE id < 2;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = 'CREATE INDEX chains ON downloads_url_chains (id, chain_index)' WHERE name = 'chains';
