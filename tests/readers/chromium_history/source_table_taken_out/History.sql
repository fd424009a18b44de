.read schemas/chromium_36.sql
-- visit_duration is younger than visit_source: without that table nothing says where a visit was made.
DROP TABLE visit_source;
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES (1, 1, webkit('2026-03-10 09:00'), 0x30000001);
