.read ../schema.sql
INSERT INTO chat_history (id, chat_id, from_mid, created_time, status, attachement_type) VALUES
    (1, 'u001', 'u001', unix_ms('2026-03-10 09:00'), 1, 0), (2, 'u001', NULL, unix_ms('2026-03-10 09:01'), 2, 1),
    (3, 'c001', 'u002', unix_ms('2026-03-10 09:02'), 1, 0), (4, 'C002', NULL, unix_ms('2026-03-10 09:03'), 2, NULL),
    (5, 'r001', 'u002', unix_ms('2026-03-10 09:04'), 1, 0), (6, 'u001', 'u001', unix_ms('2026-03-10 09:05'), 1, 6),
    (7, 'u001', NULL, unix_ms('2026-03-10 09:06'), 3, 0), (8, 'u001', NULL, unix_ms('2026-03-10 09:07'), 1, 0), (9, 'u001', NULL, 'never', 1, 0);
