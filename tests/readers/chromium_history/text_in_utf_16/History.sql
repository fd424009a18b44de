PRAGMA encoding = 'UTF-16le';
.read schemas/chromium_36.sql
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/é');
INSERT INTO visits (id, url, visit_time, transition) VALUES (1, 1, webkit('2026-03-10 09:01'), 0x30000000);
