.read schemas/firefox.sql
-- The database dates from January: what happened before was imported.
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type) VALUES
    (1, 0, 1, unix_us('2026-01-01 09:59:59.999999'), 1), (2, 0, 1, unix_us('2026-01-01 10:00'), 1);
