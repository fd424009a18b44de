.read schemas/chromium_70.sql
INSERT INTO urls (id, url, hidden) VALUES
    (1, 'https://plain.example/', 0), (2, 'https://listed.example/page', 0), (3, 'https://frame.example/ad', 1),
    (4, 'https://short.example/x', 0), (5, 'https://target.example/', 0);
INSERT INTO visits (id, url, visit_time, from_visit, transition) VALUES
    (1, 1, webkit('2026-03-10 09:00'), 0, 0x32000001),            -- typed: an act
    (2, 2, webkit('2026-03-10 09:01'), 1, 0x30000000),            -- a link: an act
    (3, 2, webkit('2026-03-10 09:02'), 0, 0x30000008),            -- reload
    (4, 3, webkit('2026-03-10 09:03'), 2, 0x30000003),            -- sub-frame, by itself
    (5, 2, webkit('2026-03-10 09:04'), 2, 0x30000004),            -- sub-frame, clicked
    (6, 2, webkit('2026-03-10 09:05'), 0, 0x3000000A),            -- page made up for a keyword
    (7, 2, webkit('2026-03-10 09:06'), 0, 0x31000000),            -- step back
    (8, 2, webkit('2026-03-10 09:07'), 0, 0x30800000),            -- blocked
    (9, 3, webkit('2026-03-10 09:08'), 0, 0x30000000),            -- hidden address
    (10, 4, webkit('2026-03-10 09:09'), 0, 0x10000001),           -- begin of a redirect chain
    (11, 5, webkit('2026-03-10 09:09'), 10, 0xA0000001 - 0x100000000),  -- its end, stored as a signed number: an act
    (12, 4, webkit('2026-03-10 09:10'), 0, 0x10000000),           -- page that sends itself on
    (13, 5, webkit('2026-03-10 09:10:01'), 12, 0x60000000),       -- where it sends to: an act
    (15, 1, webkit('2026-03-10 09:12'), 0, 0x30000006),           -- start page, or a link from another program: an act
    (16, 1, webkit('2026-03-10 09:13'), 0, 0x38000007);           -- form sent, from another program: an act
