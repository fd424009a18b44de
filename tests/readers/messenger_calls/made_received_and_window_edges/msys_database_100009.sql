CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, sender_id INTEGER, text TEXT DEFAULT 'TEXT-A');

CREATE TABLE call_log (call_timestamp_ms INTEGER, call_duration INTEGER, call_direction INTEGER, call_media_type INTEGER, has_been_seen INTEGER, thread_key INTEGER);
INSERT INTO call_log VALUES
    (unix_ms('2026-02-28 22:59:59'), 9, 1, 1, 1, 200001), (unix_ms('2026-02-28 23:00'), 65, 1, 1, 1, 200001),
    (unix_ms('2026-03-10 09:00'), 0, 2, 2, 0, 200001), (unix_ms('2026-03-10 09:01'), NULL, 3, 2, 0, 7000),
    (unix_ms('2026-04-30 22:00'), 9, 1, 1, 1, 200001), (0, 9, 1, 1, 1, 200001);
