.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES
    (1, 'https://search.example/?q=TERM-A'), (2, 'https://www.search.example/?q=TERM-A'),
    (3, 'https://www.search.example/?q=TERM-A&s=1'), (4, 'https://www.search.example/?q=TERM-B');
INSERT INTO keyword_search_terms VALUES
    (2, 1, 'TERM-A', 'term-a'), (2, 2, 'TERM-A', 'term-a'), (2, 3, 'TERM-A', 'term-a'), (2, 4, 'TERM-B', 'term-b');
INSERT INTO visits (id, url, visit_time, from_visit, transition) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0, 0x10000005),        -- typed
    (2, 2, webkit('2026-03-10 09:01'), 1, 0xA0000005),        -- sent on by the server, at the same moment
    (3, 3, webkit('2026-03-10 09:01:02'), 2, 0x60000005),     -- sent on by the page, two seconds later
    (4, 4, webkit('2026-03-10 09:01:30'), 3, 0x60000005),     -- sent on with other words: another search
    (5, 1, webkit('2026-03-10 09:05'), 4, 0x30000005);        -- the first words again, by hand: another act
