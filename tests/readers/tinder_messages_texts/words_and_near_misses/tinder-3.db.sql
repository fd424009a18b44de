.read tinder_messages/schema.sql
INSERT INTO "match" (id, person_id) VALUES ('m1', 'p1'), ('m2', 'p2');
INSERT INTO match_person (id, bio) VALUES ('p1', 'TEXT-A of themselves');
INSERT INTO message (id, match_id, from_id, to_id, sent_date, text, raw_message_data) VALUES
    ('a', 'm1', 'p1', 'own', unix_ms('2026-03-10 09:00'), 'rain tomorrow?', 'TEXT-A raw'), ('b', 'm1', 'own', 'p1', unix_ms('2026-03-10 09:01'), 'TERM-A', NULL),
    ('c', 'm9', 'x', 'y', unix_ms('2026-03-10 09:02'), 'of neither', NULL), ('d', 'm2', 'p2', 'own', unix_ms('2026-03-10 09:03'), '', 'TEXT-A raw alone'),
    ('e', 'm1', 'p1', 'own', unix_ms('2025-03-10 09:00'), 'TEXT-A of before', NULL);
