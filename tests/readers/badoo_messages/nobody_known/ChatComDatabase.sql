.read ../schema.sql
INSERT INTO message (sender_id, recipient_id, created_timestamp) VALUES ('anna', 'own', unix_ms('2026-03-10 09:00'));
