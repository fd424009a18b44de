.read ../schema.sql
INSERT INTO messagesTable (_id, partner_jid, was_me, timestamp, sys_msg, stat_msg) VALUES
    (1, 'anna@talk.kik.com', 0, unix_ms('2026-03-10 09:00'), NULL, NULL), (2, 'anna@talk.kik.com', 1, unix_ms('2026-03-10 09:01'), '', NULL),
    (3, 'g1@groups.kik.com', 1, unix_ms('2026-03-10 09:02'), NULL, ''), (4, 'g1@groups.kik.com', 0, unix_ms('2026-03-10 09:03'), NULL, 'TEXT-A'),
    (5, 'anna@talk.kik.com', 0, unix_ms('2026-03-10 09:04'), 'TEXT-A', NULL), (6, 'stranger@talk.kik.com', 0, unix_ms('2026-03-10 09:05'), NULL, NULL);
