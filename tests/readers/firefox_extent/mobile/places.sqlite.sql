.read schemas/fenix.sql
INSERT INTO moz_places (id, url) VALUES (1, 'https://plain.example/');
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type, is_local) VALUES
    (1, 0, 1, unix_ms('2026-03-10 09:00'), 1, 1), (8, 0, 1, unix_ms('2026-03-11 09:00'), 1, 1),
    (9, 0, 1, unix_ms('2026-03-12 09:00'), 1, 0), (20, 0, 1, unix_ms('2026-03-13 09:00'), 1, 1);
