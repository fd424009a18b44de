-- Eighty visits from 11 February to 1 May, one a day at nine, on eighty pages.
.read schemas/firefox.sql
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
INSERT INTO moz_places (id, url) SELECT i, 'https://plain.example/' || i FROM n;
INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type)
SELECT id, 0, id, unix_us('2026-02-10 09:00') + id * 86400000000, 1 FROM moz_places;
