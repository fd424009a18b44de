-- Eighty visits from 11 February to 1 May, one a day at nine; visit n is n days after 10 February.
.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES (1, 'https://plain.example/');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
INSERT INTO visits (id, url, visit_time, transition)
SELECT i, 1, webkit('2026-02-10 09:00') + i * 86400000000, 0x30000000 FROM n;
