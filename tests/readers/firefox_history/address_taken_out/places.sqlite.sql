.read schemas/firefox.sql
INSERT INTO moz_places (id, url) VALUES (1, 'https://plain.example/');
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type) VALUES
    (1, 0, 1, unix_us('2026-03-10 09:01'), 1), (2, 0, 99, unix_us('2026-03-10 09:02'), 1);
