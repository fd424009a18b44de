.read ../schema.sql
INSERT INTO "match" (id, person_id, creation_date) VALUES ('m1', 'p1', unix_ms('2026-03-01 09:00'));
INSERT INTO message (id, match_id, from_id, to_id, sent_date) VALUES ('a', 'm1', 'p1', 'own', unix_ms('2026-03-10 09:00')),
    ('b', 'm1', 'own', 'p1', unix_ms('2026-03-10 09:01')), ('c', 'gone', 'own', 'p9', unix_ms('2026-03-10 09:02')),
    ('d', 'm1', 'x', 'y', unix_ms('2026-03-10 09:03'));
