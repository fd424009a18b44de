.read schemas/chromium_70.sql
ALTER TABLE visits ADD COLUMN not_known_yet INTEGER;
ALTER TABLE visits DROP COLUMN originator_cache_guid;
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES (1, 1, webkit('2026-03-10 09:00'), 0x30000001);
