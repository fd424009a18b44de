.read schemas/chromium_36.sql
INSERT INTO urls (id, url) VALUES (1, 'https://plain.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-10 09:00'), 0x30000000), (2, 1, webkit('2026-03-11 09:00'), 0x30000000),
    (9, 1, webkit('2026-03-12 09:00'), 0x30000000), (10, 1, webkit('2026-03-13 09:00'), 0x30000000);
