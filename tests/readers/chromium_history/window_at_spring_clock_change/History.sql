.read schemas/chromium_36.sql
-- Amsterdam goes from +1 to +2 on 29 March: the window is 47 hours long.
INSERT INTO urls (id, url) VALUES (1, 'https://before.example/'), (2, 'https://inside.example/'), (3, 'https://after.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-27 22:59:59.999999'), 0x30000000),
    (2, 2, webkit('2026-03-27 23:00'), 0x30000000),
    (3, 2, webkit('2026-03-29 21:59:59.999999'), 0x30000000),
    (4, 3, webkit('2026-03-29 22:00'), 0x30000000);
