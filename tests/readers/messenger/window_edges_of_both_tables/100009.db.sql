.read ../schema.sql
INSERT INTO messages (thread_key, timestamp_ms, message_id, sender_id) VALUES
    (200001, unix_ms('2026-02-28 22:59:59'), 'mid.1', 200001), (200001, unix_ms('2026-02-28 23:00'), 'mid.2', 200001),
    (200001, unix_ms('2026-04-30 21:59:59'), 'mid.3', 200001), (200001, unix_ms('2026-04-30 22:00'), 'mid.4', 200001), (200001, 0, 'mid.5', 200001);
INSERT INTO client_messages (pk, thread_pk, sender_contact_pk, display_ts_ms) VALUES
    (1, 51, 200001, unix_ms('2026-02-28 22:59:59')), (2, 51, 200001, unix_ms('2026-02-28 23:00')),
    (3, 51, 200001, unix_ms('2026-04-30 21:59:59')), (4, 51, 200001, unix_ms('2026-04-30 22:00'));
