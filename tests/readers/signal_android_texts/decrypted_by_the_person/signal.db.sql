.read signal_android/schema.sql
INSERT INTO message (_id, thread_id, from_recipient_id, to_recipient_id, date_sent, type, body) VALUES
    (1, 1, 2, 1, unix_ms('2026-03-10 09:00'), 10485780, 'rain tomorrow?'), (2, 1, 1, 2, unix_ms('2026-03-10 09:01'), 10485783, 'milk'),
    (3, 2, 2, 1, unix_ms('2026-03-10 09:02'), 10485780, 'TERM-A for the group'), (4, 1, 1, 2, unix_ms('2026-03-10 09:03'), 10485783, ''),
    (5, 1, 1, 2, unix_ms('2026-03-10 09:04'), 10485787, 'TEXT-A a draft'), (6, 1, 1, 2, unix_ms('2026-03-10 09:05'), 10485784, 'TEXT-A that failed'),
    (7, 1, 2, 1, unix_ms('2026-03-10 09:06'), 1, 'TEXT-A of a call'), (8, 2, 2, 1, unix_ms('2026-03-10 09:07'), 11075604, 'TEXT-A of an event');
