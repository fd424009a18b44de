.read schemas/chromium_70.sql
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition, originator_cache_guid) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0x30000000, NULL),     -- here
    (2, 1, webkit('2026-03-10 09:02'), 0x30000000, ''),       -- here
    (3, 1, webkit('2026-03-10 09:03'), 0x30000000, 'guid'),   -- another device
    (4, 1, webkit('2026-03-10 09:04'), 0x30000000, ''),       -- another device, by its source
    (5, 1, webkit('2026-03-10 09:05'), 0x30000000, 'guid'),   -- another device, by both
    (6, 1, webkit('2026-03-10 09:06'), 0x30000000, ''),       -- here, said explicitly
    (7, 1, webkit('2026-03-10 09:07'), 0x30000000, ''),       -- put in by an extension
    (8, 1, webkit('2026-03-10 09:08'), 0x30000000, ''),       -- imported
    (9, 1, webkit('2026-03-10 09:09'), 0x30000000, '');       -- a source that nobody knows yet
INSERT INTO visit_source VALUES (4, 0), (5, 0), (6, 1), (7, 2), (8, 3), (9, 42);
