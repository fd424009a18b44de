.read schemas/chromium_36.sql
INSERT INTO urls (id, url) VALUES (1, 'https://search.example/1');
INSERT INTO keyword_search_terms VALUES (2, 1, 'term-a', 'TERM-A');
INSERT INTO visits (id, url, visit_time, transition) VALUES (1, 1, webkit('2026-03-10 09:00'), 0x30000005);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO urls (url, title) SELECT 'https://filler.example/' || i, printf('%0400d', i) FROM n;
