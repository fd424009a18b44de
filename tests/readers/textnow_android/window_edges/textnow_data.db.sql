.read ../schema.sql
INSERT INTO messages (contact_value, message_direction, date) VALUES
    ('+31600000001', 1, unix_ms('2026-02-28 22:59:59')),
    ('+31600000001', 1, unix_ms('2026-02-28 23:00')),
    ('+31600000001', 1, unix_ms('2026-04-30 21:59:59')),
    ('+31600000001', 1, unix_ms('2026-04-30 22:00')), ('+31600000001', 1, 0);
