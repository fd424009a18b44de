.read schemas/chromium_36.sql
-- An index made over one row and then said to hold all: only the table itself is believed.
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0x30000000), (2, 1, webkit('2026-03-10 09:02'), 0x30000000);
DROP INDEX visits_time_index;
CREATE INDEX visits_time_index ON visits (visit_time) WHERE id < 2;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = 'CREATE INDEX visits_time_index ON visits (visit_time)' WHERE name = 'visits_time_index';
