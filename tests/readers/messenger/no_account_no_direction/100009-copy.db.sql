CREATE TABLE messages (thread_key INTEGER, timestamp_ms INTEGER, message_id TEXT, sender_id INTEGER, text TEXT);
CREATE TABLE _user_info (facebook_user_id INTEGER);
INSERT INTO _user_info VALUES (100009), (100010);
INSERT INTO messages VALUES (200001, unix_ms('2026-03-10 09:00'), 'mid.1', 100009, 'TEXT-A'), (200001, unix_ms('2026-03-10 09:01'), 'mid.2', 200001, 'TEXT-A'),
    (7000, unix_ms('2026-03-10 09:02'), 'mid.3', 200001, 'TEXT-A'), (7000, unix_ms('2026-03-10 09:03'), 'mid.4', 200002, 'TEXT-A');
