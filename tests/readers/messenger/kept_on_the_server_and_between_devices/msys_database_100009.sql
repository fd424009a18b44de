.read ../schema.sql
INSERT INTO participants VALUES (200001, 100009), (200001, 200001), (7000, 100009), (7000, 200001), (7000, 200002);
INSERT INTO messages (thread_key, timestamp_ms, message_id, offline_threading_id, sender_id, is_admin_message) VALUES
    (200001, unix_ms('2026-03-10 09:00'), 'mid.1', '1', 200001, 0), (200001, unix_ms('2026-03-10 09:01'), 'mid.2', '2', 100009, 0),
    (7000, unix_ms('2026-03-10 09:02'), 'mid.3', NULL, 200002, 0), (7000, unix_ms('2026-03-10 09:03'), 'mid.4', '4', 100009, NULL),
    (7000, unix_ms('2026-03-10 09:04'), 'mid.5', '5', 200002, 1), (200001, unix_ms('2026-03-10 09:05'), '6', '6', 100009, 0),
    (8000, unix_ms('2026-03-10 09:06'), 'mid.7', '7', 200003, 0), (200004, unix_ms('2026-03-10 09:07'), 'mid.8', '8', 100009, 0);
INSERT INTO fb_transport_contacts VALUES (1, 100009), (2, 200001), (3, 200002);
INSERT INTO client_messages (pk, thread_pk, sender_contact_pk, display_ts_ms) VALUES
    (1, 51, 1, unix_ms('2026-03-11 09:00')), (2, 51, 2, unix_ms('2026-03-11 09:01')), (3, 52, 2, unix_ms('2026-03-11 09:02')),
    (4, 52, 3, unix_ms('2026-03-11 09:03')), (5, 51, 200009, unix_ms('2024-03-11 09:04')), (6, 53, 200005, unix_ms('2026-03-11 09:05'));
