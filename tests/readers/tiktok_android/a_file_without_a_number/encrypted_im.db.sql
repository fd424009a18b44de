.read ../schema.sql
INSERT INTO msg (msg_uuid, created_time, sender, conversation_id, deleted) VALUES
    ('a', unix_ms('2026-03-10 09:00'), 7001, '0:1:7001:7002', 0);
