.read signal_android/schema.sql
INSERT INTO message (_id, thread_id, from_recipient_id, to_recipient_id, date_sent, type, body) VALUES
    (1, 1, 1, 2, unix_ms('2026-02-28 22:59:59'), 10485783, 'TEXT-A before'),
    (2, 1, 1, 2, unix_ms('2026-02-28 23:00'), 10485783, 'first of the days'),
    (3, 1, 1, 2, unix_ms('2026-04-30 21:59:59'), 10485783, 'last of the days'),
    (4, 1, 1, 2, unix_ms('2026-04-30 22:00'), 10485783, 'TEXT-A after');
