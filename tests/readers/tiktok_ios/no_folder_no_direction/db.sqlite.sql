.read ../schema.sql
INSERT INTO TIMMessageORM (messageid, sender, servercreatedat, belongingConversationIdentifier) VALUES
    ('a', 7001, unix_s('2026-03-10 09:00') + 0.25, '0:1:7001:7002');
