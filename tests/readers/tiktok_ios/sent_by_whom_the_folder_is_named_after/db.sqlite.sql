.read ../schema.sql
INSERT INTO TIMMessageORM (messageid, sender, servercreatedat, belongingConversationIdentifier) VALUES
    ('a', 7001, unix_s('2026-03-10 09:00') + 0.25, '0:1:7001:7002'), ('b', 7002, unix_s('2026-03-10 09:01'), '0:1:7001:7002'),
    ('c', 7003, unix_s('2026-03-10 09:02'), 'g1'), ('d', 7004, unix_s('2026-03-10 09:03'), 'g1');
