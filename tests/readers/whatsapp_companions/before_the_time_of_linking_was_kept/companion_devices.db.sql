CREATE TABLE devices (_id INTEGER PRIMARY KEY AUTOINCREMENT, device_id TEXT, device_os TEXT, last_active INTEGER);
INSERT INTO devices VALUES (1, '31600000009.0:1@s.whatsapp.net', 'NAME-A', unix_ms('2026-03-10 09:00')), (2, '31600000009.0:2@s.whatsapp.net', 'NAME-A', 0);
