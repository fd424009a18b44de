.read schemas/chromium_36.sql
INSERT INTO urls (id, url) VALUES (1, 'https://search.example/1'), (2, 'https://search.example/2'), (3, 'https://search.example/3');
INSERT INTO keyword_search_terms VALUES (2, 1, 'before', 'BEFORE'), (2, 2, 'inside', 'INSIDE'), (2, 3, 'never', 'NEVER');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-02-28 22:59:59.999999'), 0x30000005),
    (2, 2, webkit('2026-02-28 23:00'), 0x30000005),
    (3, 2, webkit('2026-04-30 22:00'), 0x30000005);
