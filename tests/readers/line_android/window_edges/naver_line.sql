.read ../schema.sql
INSERT INTO chat_history (chat_id, from_mid, status, created_time) VALUES
    ('u001', 'u001', 1, unix_ms('2026-02-28 22:59:59')),
    ('u001', 'u001', 1, unix_ms('2026-02-28 23:00')),
    ('u001', 'u001', 1, unix_ms('2026-04-30 21:59:59')),
    ('u001', 'u001', 1, unix_ms('2026-04-30 22:00'));
