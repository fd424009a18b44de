.read tiktok_ios/schema.sql
INSERT INTO TIMMessageORM (messageid, sender, servercreatedat, belongingConversationIdentifier, content) VALUES
    ('1', 7001, unix_s('2026-02-28 22:59:59'), 'k1', '{"text": "TEXT-A before"}'),
    ('2', 7001, unix_s('2026-02-28 23:00'), 'k1', '{"text": "first of the days"}'),
    ('3', 7001, unix_s('2026-04-30 21:59:59'), 'k1', '{"text": "last of the days"}'),
    ('4', 7001, unix_s('2026-04-30 22:00'), 'k1', '{"text": "TEXT-A after"}');
