.read ../schema.sql
INSERT INTO msg (msg_uuid, created_time, sender, conversation_id, deleted) VALUES
    ('a', unix_ms('2026-03-10 09:00'), 7001, '0:1:7001:7002', 0), ('b', unix_ms('2026-03-10 09:01'), 7002, '0:1:7001:7002', 0),
    ('c', unix_ms('2026-03-10 09:02'), 7002, '0:1:7001:7002', 1), ('d', unix_ms('2026-03-10 09:03'), 7003, 'g1', 0),
    ('e', unix_ms('2025-03-10 09:04'), 7004, 'g1', 0), ('f', unix_ms('2026-03-10 09:05'), 7001, 'g1', NULL);
