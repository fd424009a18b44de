.read ../schema.sql
INSERT INTO messages_v2 (mid, uid, send_state, date, out) VALUES
    (1, 7001, 0, unix_s('2026-02-28 22:59:59'), 1),
    (2, 7001, 0, unix_s('2026-02-28 23:00'), 1),
    (3, 7001, 0, unix_s('2026-04-30 21:59:59'), 1),
    (4, 7001, 0, unix_s('2026-04-30 22:00'), 1);
