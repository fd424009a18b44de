-- The log also takes away: what was removed is not read.
DELETE FROM visits WHERE id = 2;
INSERT INTO urls (id, url) VALUES (3, 'https://new.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES (3, 3, webkit('2026-03-10 09:02'), 0x30000001);
