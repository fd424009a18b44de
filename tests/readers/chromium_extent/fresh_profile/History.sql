.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES (1, 'https://plain.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES (1, 1, webkit('2026-04-20 09:00'), 0x30000000);
