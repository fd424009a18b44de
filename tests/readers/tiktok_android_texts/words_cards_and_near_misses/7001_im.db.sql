.read tiktok_android/schema.sql
INSERT INTO msg (msg_uuid, created_time, sender, conversation_id, type, deleted, content) VALUES
    ('a', unix_ms('2026-03-10 09:00'), 7001, '0:1:7001:7002', 7, 0, '{"aweType": 0, "text": "rain tomorrow?"}'), ('b', unix_ms('2026-03-10 09:01'), 7002, '0:1:7001:7002', 7, 0, '{"aweType": 0, "text": "TERM-A"}'),
    ('c', unix_ms('2026-03-10 09:02'), 7002, '0:1:7001:7002', 7, 1, '{"aweType": 0, "text": "TEXT-A taken out"}'), ('d', unix_ms('2026-03-10 09:03'), 7003, 'g1', 7, 0, '{"aweType": 0, "text": "for all"}'),
    ('e', unix_ms('2025-03-10 09:04'), 7004, 'g1', 7, 0, '{"aweType": 0, "text": "TEXT-A of before"}'), ('f', unix_ms('2026-03-10 09:05'), 7001, 'g1', 8, NULL, '{"display_name": "TEXT-A a card", "text": {"TEXT-A": 1}}'),
    ('g', unix_ms('2026-03-10 09:06'), 7001, 'g1', 5, 0, '{"url": "TEXT-A"}'), ('h', unix_ms('2026-03-10 09:07'), 7001, 'g1', 7, 0, '{"text": "half \ud83d of a face"}');
