.read ../schema.sql
INSERT INTO messages (_id, contact_value, message_direction, message_type, date) VALUES
    (1, '+31600000001', 1, 1, unix_ms('2026-03-10 09:00')), (2, '+31600000001', 2, 1, unix_ms('2026-03-10 09:01')), (3, 'group-1', 2, 2, unix_ms('2026-03-10 09:02')),
    (4, 'group-1', 1, NULL, unix_ms('2026-03-10 09:03')), (5, '+31600000001', 1, 100, unix_ms('2026-03-10 09:04')), (6, '+31600000001', 2, 102, unix_ms('2026-03-10 09:05')),
    (7, '+31600000001', 3, 1, unix_ms('2026-03-10 09:06')), (8, NULL, 1, 1, unix_ms('2026-03-10 09:07'));
