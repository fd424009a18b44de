.read ../schema.sql
INSERT INTO devices (_id, device_id, last_active, login_time) VALUES
    (1, '31600000009.0:1@s.whatsapp.net', unix_ms('2026-03-10 09:00'), unix_ms('2025-01-01 09:00')), (2, '31600000009.0:2@s.whatsapp.net', 0, unix_ms('2026-03-10 09:01')),
    (3, '31600000009.0:3@s.whatsapp.net', unix_ms('2026-02-28 22:59:59'), unix_ms('2026-03-10 09:00')), (4, NULL, unix_ms('2026-02-28 23:00'), NULL),
    (5, '31600000009.0:5@s.whatsapp.net', unix_ms('2026-04-30 22:00'), 0), (6, '31600000009.0:6@s.whatsapp.net', 0, 0), (7, '31600000009.0:7@s.whatsapp.net', NULL, NULL);
