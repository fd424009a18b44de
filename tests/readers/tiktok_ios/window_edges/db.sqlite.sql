.read ../schema.sql
INSERT INTO TIMMessageORM (messageid, sender, servercreatedat, belongingConversationIdentifier) VALUES
    ('m0', '7001', unix_s('2026-02-28 22:59:59'), 'k1'),
    ('m1', '7001', unix_s('2026-02-28 23:00'), 'k1'),
    ('m2', '7001', unix_s('2026-04-30 21:59:59'), 'k1'),
    ('m3', '7001', unix_s('2026-04-30 22:00'), 'k1');
