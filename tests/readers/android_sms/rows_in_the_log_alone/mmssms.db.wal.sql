INSERT INTO sms (_id, address, date, type, creator) VALUES (1, '+31600000001', unix_ms('2026-03-10 09:00'), 2, 'com.google.android.apps.messaging');
