.read ../schema.sql
INSERT INTO messages (msg_id, thread_key, sender, timestamp_ms, msg_type) VALUES
    ('m1', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:200001","name":"NAME-A"}', unix_ms('2026-03-10 09:00'), 0),
    ('m2', 'ONE_TO_ONE:200001:100010', '{"user_key":"FACEBOOK:100010","name":"NAME-A"}', unix_ms('2026-03-10 09:01'), 0),
    ('m3', 'GROUP', '{"user_key":"FACEBOOK:100010","name":"NAME-A"}', unix_ms('2026-03-10 09:02'), 0), ('m4', NULL, NULL, unix_ms('2026-03-10 09:03'), 0);
