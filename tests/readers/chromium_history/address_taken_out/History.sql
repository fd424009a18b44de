.read schemas/chromium_70.sql
-- Whoever clears the addresses and leaves the visits hides what was visited: the reading is a lower bound.
INSERT INTO urls (id, url) VALUES (1, 'https://plain.example/'), (2, ''), (3, NULL);
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0x30000000), (2, 2, webkit('2026-03-10 09:02'), 0x30000000),
    (3, 3, webkit('2026-03-10 09:03'), 0x30000000), (4, 99, webkit('2026-03-10 09:04'), 0x30000000);
