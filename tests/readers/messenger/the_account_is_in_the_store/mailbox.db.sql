.read ../schema.sql
INSERT INTO _user_info VALUES (100009);
INSERT INTO messages (thread_key, timestamp_ms, message_id, sender_id) VALUES
    (200001, unix_ms('2026-03-10 09:00'), 'mid.1', 100009), (200001, unix_ms('2026-03-10 09:01'), 'mid.2', 200001);
