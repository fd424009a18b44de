.read ../schema.sql
INSERT INTO threads (_id, recipient_ids) VALUES (1, '5'), (2, '5 6');
INSERT INTO sms (_id, thread_id, address, date, type, creator) VALUES
    (1, 1, '+31600000001', unix_ms('2026-03-10 09:00'), 1, 'com.google.android.apps.messaging'),
    (2, 1, '+31600000001', unix_ms('2026-03-10 09:01:00.500'), 2, 'com.google.android.apps.messaging'),
    (3, 1, '+31600000001', unix_ms('2026-03-10 09:02'), 3, 'com.google.android.apps.messaging'),
    (4, 1, '+31600000001', unix_ms('2026-03-10 09:03'), 4, 'com.google.android.apps.messaging'),
    (5, 1, '+31600000001', unix_ms('2026-03-10 09:04'), 5, 'com.google.android.apps.messaging'),
    (6, 1, '+31600000001', unix_ms('2026-03-10 09:05'), 6, 'com.google.android.apps.messaging'),
    (7, 2, '+31600000002', unix_ms('2026-03-11 09:00'), 2, 'com.example.restore'),
    (8, 1, NULL, unix_ms('2026-03-12 09:00'), 1, NULL);
INSERT INTO pdu (_id, thread_id, date, msg_box, m_type, creator) VALUES
    (1, 1, unix_s('2026-03-13 09:00'), 1, 132, 'com.google.android.apps.messaging'),
    (2, 1, unix_s('2026-03-13 09:01'), 2, 128, 'com.google.android.apps.messaging'),
    (3, 1, unix_s('2026-03-13 09:02'), 1, 130, 'com.google.android.apps.messaging'),
    (4, 1, unix_s('2026-03-13 09:03'), 1, 134, 'com.google.android.apps.messaging'),
    (5, 1, unix_s('2026-03-13 09:04'), 3, 128, 'com.google.android.apps.messaging');
INSERT INTO addr (msg_id, address, type) VALUES
    (1, '+31600000001', 137), (1, '+31600000009', 151),
    (2, 'insert-address-token', 137), (2, '+31600000001', 151), (2, '+31600000002', 151),
    (3, '+31600000001', 137);
