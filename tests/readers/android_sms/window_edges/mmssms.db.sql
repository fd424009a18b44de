.read ../schema.sql
INSERT INTO sms (_id, address, date, type, creator) VALUES
    (1, '+31600000001', unix_ms('2026-02-28 22:59:59.999'), 1, 'com.google.android.apps.messaging'),
    (2, '+31600000001', unix_ms('2026-02-28 23:00'), 1, 'com.google.android.apps.messaging'),
    (3, '+31600000001', unix_ms('2026-04-30 21:59:59.999'), 1, 'com.google.android.apps.messaging'),
    (4, '+31600000001', unix_ms('2026-04-30 22:00'), 1, 'com.google.android.apps.messaging');
INSERT INTO pdu (_id, date, msg_box, m_type, creator) VALUES
    (1, unix_s('2026-02-28 22:59:59'), 1, 132, 'com.google.android.apps.messaging'),
    (2, unix_s('2026-02-28 23:00'), 1, 132, 'com.google.android.apps.messaging'),
    (3, unix_s('2026-04-30 22:00'), 1, 132, 'com.google.android.apps.messaging');
