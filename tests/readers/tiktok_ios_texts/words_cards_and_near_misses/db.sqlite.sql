.read tiktok_ios/schema.sql
INSERT INTO TIMMessageORM (messageid, sender, servercreatedat, contenttype, content, belongingConversationIdentifier) VALUES
    ('a', 7001, unix_s('2026-03-10 09:00'), 7, '{"aweType": 0, "text": "rain tomorrow?"}', '0:1:7001:7002'), ('b', 7002, unix_s('2026-03-10 09:01'), 7, '{"aweType": 0, "text": "TERM-A"}', '0:1:7001:7002'),
    ('c', 7003, unix_s('2026-03-10 09:02'), 7, '{"aweType": 0, "text": "for all"}', 'g1'), ('d', 7004, unix_s('2026-03-10 09:03'), 8, '{"display_name": "TEXT-A a card"}', 'g1'),
    ('e', 7001, unix_s('2026-03-10 09:04'), 7, NULL, 'g1');
