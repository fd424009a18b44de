.read android_sms/schema.sql
ALTER TABLE part ADD COLUMN seq INTEGER DEFAULT 0;
INSERT INTO threads (_id, recipient_ids) VALUES (1, '5'), (2, '5 6');
INSERT INTO sms (_id, thread_id, address, date, type, creator, body) VALUES
    (1, 1, '+31600000001', unix_ms('2026-03-10 09:00'), 1, 'com.google.android.apps.messaging', 'rain tomorrow?'),
    (2, 2, '+31600000001', unix_ms('2026-03-10 09:01:00.500'), 2, 'com.example.restore', 'TERM-A twice TERM-A'),
    (3, 1, '+31600000001', unix_ms('2026-03-10 09:02'), 2, 'com.google.android.apps.messaging', NULL),
    (4, 1, '+31600000001', unix_ms('2026-03-10 09:03'), 3, 'com.google.android.apps.messaging', 'TEXT-A of a draft'),
    (5, 1, '+31600000001', unix_ms('2026-03-10 09:04'), 5, 'com.google.android.apps.messaging', 'TEXT-A that failed');
INSERT INTO pdu (_id, thread_id, date, msg_box, m_type, creator) VALUES
    (1, 1, unix_s('2026-03-11 09:00'), 1, 132, 'com.google.android.apps.messaging'), (2, 1, unix_s('2026-03-11 09:01'), 2, 128, 'com.google.android.apps.messaging'),
    (3, 1, unix_s('2026-03-11 09:02'), 1, 132, 'com.google.android.apps.messaging'), (4, 1, unix_s('2026-03-11 09:03'), 1, 130, 'com.google.android.apps.messaging'),
    (5, 1, unix_s('2025-03-11 09:00'), 1, 132, 'com.google.android.apps.messaging');
INSERT INTO addr (msg_id, address, type) VALUES (1, '+31600000001', 137), (1, '+31600000009', 151),
    (2, 'insert-address-token', 137), (2, '+31600000001', 151), (2, '+31600000002', 151), (3, '+31600000001', 137);
INSERT INTO part (_id, mid, seq, ct, text) VALUES
    (1, 1, -1, 'application/smil', 'TEXT-A a layout'), (2, 1, 1, 'text/plain', 'and butter'), (3, 1, 0, 'text/plain', 'bread'),
    (4, 1, 0, 'image/jpeg', NULL), (5, 2, 0, 'text/plain', 'for two'), (6, 3, 0, 'image/jpeg', 'TEXT-A of a picture'),
    (7, 4, 0, 'text/plain', 'TEXT-A that waits'), (8, 5, 0, 'text/plain', 'TEXT-A of before'), (9, 77, 0, 'text/plain', 'TEXT-A of none');
