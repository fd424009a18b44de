.read android_sms/schema.sql
INSERT INTO pdu (_id, date, msg_box, m_type) VALUES (1, unix_s('2026-03-10 09:00'), 2, 128);
