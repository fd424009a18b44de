INSERT INTO match_person (id, birth_date) VALUES ('p1', unix_ms('2008-12-31'));
INSERT INTO "match" (id, person_id, creation_date) VALUES ('m1', 'p1', unix_ms('2026-03-10 09:00'));
