.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES (1, 'https://kept.example/');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO visits (id, url, visit_time, transition, external_referrer_url)
SELECT i, 1, webkit('2025-03-10 09:00') + i, 0x30000001, printf('%0200d', i) FROM n;
UPDATE visits SET visit_time = webkit('2026-03-10 09:00') + id WHERE id IN (7, 1993);
