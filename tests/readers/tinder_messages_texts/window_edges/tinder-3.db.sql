.read tinder_messages/schema.sql
INSERT INTO "match" (id, person_id) VALUES ('m1', 'p1');
INSERT INTO message (id, match_id, from_id, to_id, sent_date, text) VALUES
    ('1', 'm1', 'own', 'p1', unix_ms('2026-02-28 22:59:59'), 'TEXT-A before'),
    ('2', 'm1', 'own', 'p1', unix_ms('2026-02-28 23:00'), 'first of the days'),
    ('3', 'm1', 'own', 'p1', unix_ms('2026-04-30 21:59:59'), 'last of the days'),
    ('4', 'm1', 'own', 'p1', unix_ms('2026-04-30 22:00'), 'TEXT-A after');
