.read ../schema.sql
INSERT INTO "match" (id, person_id, creation_date) VALUES
    ('m0', 'p1', unix_ms('2026-02-28 22:59:59')),
    ('m1', 'p1', unix_ms('2026-02-28 23:00')),
    ('m2', 'p1', unix_ms('2026-04-30 21:59:59')),
    ('m3', 'p1', unix_ms('2026-04-30 22:00'));
