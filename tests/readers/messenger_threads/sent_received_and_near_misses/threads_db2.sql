.read ../schema.sql
INSERT INTO messages (msg_id, thread_key, sender, timestamp_ms, msg_type, generic_admin_message_extensible_data) VALUES
    ('m1', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:200001","name":"NAME-A"}', unix_ms('2026-03-10 09:00'), 0, NULL),
    ('m2', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-03-10 09:01'), 0, NULL),
    ('m3', 'GROUP:7000', '{"user_key":"FACEBOOK:200002","name":"NAME-A"}', unix_ms('2026-03-10 09:02'), 0, NULL),
    ('m4', 'GROUP:7000', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-03-10 09:03'), 0, NULL),
    ('m5', 'GROUP:7000', NULL, unix_ms('2026-03-10 09:04'), -1, NULL),
    ('m6', 'GROUP:7000', '{"user_key":"FACEBOOK:200003","name":"NAME-A"}', unix_ms('2026-03-10 09:05'), 2, NULL),
    ('m7', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:200001","name":"NAME-A"}', unix_ms('2026-03-10 09:06'), 9, '{"call_duration": 4}'),
    ('m8', 'ONE_TO_ONE:200001:100009', 'no record', unix_ms('2026-03-10 09:07'), 0, NULL),
    ('m9', 'ONE_TO_ONE:200001:100009', '[]', unix_ms('2026-03-10 09:08'), NULL, NULL);
