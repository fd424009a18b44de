.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES (1, 'https://kept.example/'), (2, 'https://removed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-10 09:00'), 0x30000001), (2, 2, webkit('2026-03-10 09:01'), 0x30000001);
