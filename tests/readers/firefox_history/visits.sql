INSERT INTO moz_places (id, url) VALUES
    (1, 'https://plain.example/'), (2, 'https://listed.example/'), (3, 'https://short.example/'), (4, 'https://frame.example/');
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type) VALUES
    (1, 0, 1, unix_us('2025-12-20 09:00'), 1),       -- outside the window, and from before this database
    (2, 0, 1, unix_us('2026-03-10 09:01'), 1),       -- link: an act
    (3, 0, 2, unix_us('2026-03-10 09:02'), 2),       -- typed: an act
    (4, 0, 2, unix_us('2026-03-10 09:03'), 3),       -- bookmark: an act
    (5, 3, 4, unix_us('2026-03-10 09:04'), 4),       -- embedded
    (6, 3, 4, unix_us('2026-03-10 09:05'), 8),       -- framed
    (7, 3, 2, unix_us('2026-03-10 09:06'), 9),       -- reload
    (8, 3, 2, unix_us('2026-03-10 09:07'), 7),       -- download
    (9, 0, 2, unix_us('2026-03-10 09:08'), 0),       -- none
    (10, 0, 3, unix_us('2026-03-10 09:09'), 2),      -- begin of a redirect
    (11, 10, 3, unix_us('2026-03-10 09:09'), 5),     -- and on
    (12, 11, 1, unix_us('2026-03-10 09:09'), 6),     -- its end: an act
    (14, 0, 2, NULL, 1);
