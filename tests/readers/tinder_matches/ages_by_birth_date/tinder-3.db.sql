.read ../schema.sql
INSERT INTO match_person (id, birth_date) VALUES ('p1', unix_ms('2008-03-11')), ('p2', unix_ms('2008-03-10')),
    ('p3', unix_ms('1960-01-01')), ('p4', NULL), ('p5', 9000000000000000000), ('p6', -9000000000000000000), ('p7', -60000000000000);
INSERT INTO "match" (id, person_id, creation_date) VALUES ('m1', 'p1', unix_ms('2026-03-10 09:00')), ('m2', 'p2', unix_ms('2026-03-10 09:01')),
    ('m3', 'p3', unix_ms('2026-03-10 09:02')), ('m4', 'p4', unix_ms('2026-03-10 09:03')), ('m5', 'p5', unix_ms('2026-03-10 09:04')),
    ('m6', 'p6', unix_ms('2026-03-10 09:05')), ('m7', 'p7', unix_ms('2026-03-10 09:06')), ('m8', 'gone', unix_ms('2026-03-10 09:07'));
