.read ../schema.sql
INSERT INTO messages (conversation_id, participant_id, send_type, msg_date) VALUES
    (1, 11, 0, unix_ms('2026-02-28 22:59:59')),
    (1, 11, 0, unix_ms('2026-02-28 23:00')),
    (1, 11, 0, unix_ms('2026-04-30 21:59:59')),
    (1, 11, 0, unix_ms('2026-04-30 22:00'));
