.read schemas/fenix.sql
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type, is_local) VALUES
    (1, 0, 1, unix_ms('2026-02-28 22:59:59.999'), 1, 1),
    (2, 0, 1, unix_ms('2026-02-28 23:00'), 1, 1),
    (3, 0, 1, unix_ms('2026-04-30 21:59:59.999'), 1, 0),
    (4, 0, 1, unix_ms('2026-04-30 22:00'), 1, 0);
