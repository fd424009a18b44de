.read ../schema.sql
INSERT INTO messages (thread_id, timestamp, message_type) VALUES
    ('t1', unix_us('2026-02-28 22:59:59'), 'text'),
    ('t1', unix_us('2026-02-28 23:00'), 'text'),
    ('t1', unix_us('2026-04-30 21:59:59'), 'text'),
    ('t1', unix_us('2026-04-30 22:00'), 'text'), ('t1', 0, 'text');
