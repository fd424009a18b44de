.read kik_android/schema.sql
INSERT INTO messagesTable (_id, partner_jid, was_me, timestamp, body) VALUES
    (1, 'anna@talk.kik.com', 1, unix_ms('2026-02-28 22:59:59'), 'TEXT-A before'),
    (2, 'anna@talk.kik.com', 1, unix_ms('2026-02-28 23:00'), 'first of the days'),
    (3, 'anna@talk.kik.com', 1, unix_ms('2026-04-30 21:59:59'), 'last of the days'),
    (4, 'anna@talk.kik.com', 1, unix_ms('2026-04-30 22:00'), 'TEXT-A after');
