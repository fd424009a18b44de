CREATE TABLE conversation_message (client_conversation_id TEXT, sender_id TEXT, creation_timestamp INTEGER);
INSERT INTO conversation_message VALUES
    ('k1', 'anna', unix_ms('2026-02-28 22:59:59')),
    ('k1', 'anna', unix_ms('2026-02-28 23:00')),
    ('k1', 'anna', unix_ms('2026-04-30 21:59:59')),
    ('k1', 'anna', unix_ms('2026-04-30 22:00'));
