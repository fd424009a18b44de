.read ../schema.sql
INSERT INTO messages (_id, conversation_id, participant_id, msg_date, send_type) VALUES
    (1, 1, 11, unix_ms('2026-03-10 09:00'), 0), (2, 1, 10, unix_ms('2026-03-10 09:01'), 1), (3, 2, 14, unix_ms('2026-03-10 09:02'), 0),
    (4, 2, 12, unix_ms('2026-03-10 09:03'), 1), (5, 1, 11, unix_ms('2026-03-10 09:04'), 5), (6, 3, 16, unix_ms('2026-03-10 09:05'), 1),
    (7, 99, 99, unix_ms('2026-03-10 09:06'), 0), (8, 1, 11, 0, 0);
