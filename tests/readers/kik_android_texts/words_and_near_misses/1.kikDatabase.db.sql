.read kik_android/schema.sql
INSERT INTO messagesTable (_id, body, partner_jid, was_me, timestamp, sys_msg, stat_msg, content_id) VALUES
    (1, 'rain tomorrow?', 'anna@talk.kik.com', 0, unix_ms('2026-03-10 09:00'), NULL, NULL, NULL), (2, 'milk', 'anna@talk.kik.com', 1, unix_ms('2026-03-10 09:01'), '', '', NULL),
    (3, 'TERM-A for the group', 'g1@groups.kik.com', 0, unix_ms('2026-03-10 09:02'), NULL, NULL, NULL),
    (4, NULL, 'anna@talk.kik.com', 1, unix_ms('2026-03-10 09:03'), NULL, NULL, 'picture-1'), (5, 'TEXT-A of the system', 'anna@talk.kik.com', 0, unix_ms('2026-03-10 09:04'), 'x', NULL, NULL),
    (6, 'TEXT-A of a status', 'anna@talk.kik.com', 0, unix_ms('2026-03-10 09:05'), NULL, 'x', NULL);
