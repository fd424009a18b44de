.read ../schema.sql
INSERT INTO messages (msg_id, thread_key, sender, timestamp_ms, msg_type) VALUES
    ('m0', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-02-28 22:59:59'), 0),
    ('m1', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-02-28 23:00'), 0),
    ('m2', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-04-30 21:59:59'), 0),
    ('m3', 'ONE_TO_ONE:200001:100009', '{"user_key":"FACEBOOK:100009","name":"NAME-A"}', unix_ms('2026-04-30 22:00'), 0);
