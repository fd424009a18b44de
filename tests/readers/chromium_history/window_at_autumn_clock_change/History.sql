.read schemas/chromium_36.sql
-- Amsterdam goes from +2 to +1 on 25 October: that day is 25 hours long.
INSERT INTO urls (id, url) VALUES (1, 'https://before.example/'), (2, 'https://inside.example/'), (3, 'https://after.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-10-24 21:59:59.999999'), 0x30000000),
    (2, 2, webkit('2026-10-24 22:00'), 0x30000000),
    (3, 2, webkit('2026-10-25 22:59:59.999999'), 0x30000000),
    (4, 3, webkit('2026-10-25 23:00'), 0x30000000);
