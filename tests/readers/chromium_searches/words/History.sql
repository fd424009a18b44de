.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES
    (1, 'https://search.example/?q=TERM-A'), (2, 'https://search.example/?q=TERM-B'),
    (3, 'https://other.example/find/TERM-C'), (4, 'https://plain.example/'), (5, 'https://search.example/?q=');
INSERT INTO keyword_search_terms VALUES
    (2, 1, 'TERM-A', 'term-a'), (3, 1, 'TERM-A', 'term-a'), (2, 2, 'TERM-B', 'term-b'), (2, 5, ' ', '');
INSERT INTO visits (id, url, visit_time, from_visit, transition, originator_cache_guid) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0, 0x32000005, ''),     -- searched from the address bar
    (2, 1, webkit('2026-03-10 09:02'), 0, 0x30000008, ''),     -- reload
    (3, 1, webkit('2026-03-10 09:03'), 0, 0x31000005, ''),     -- step back
    (4, 1, webkit('2026-03-11 09:04'), 0, 0x30000005, ''),     -- the same words on another day: another act
    (5, 2, webkit('2026-03-10 09:05'), 0, 0x30000007, 'guid'), -- on another device
    (6, 3, webkit('2026-03-10 09:06'), 0, 0x30000007, ''),     -- words in the annotations alone
    (7, 4, webkit('2026-03-10 09:07'), 0, 0x30000000, ''),     -- no search
    (8, 5, webkit('2026-03-10 09:08'), 0, 0x30000005, '');     -- no words
INSERT INTO content_annotations (visit_id, search_terms) VALUES (1, 'TERM-A'), (6, 'TERM-C'), (7, '');
