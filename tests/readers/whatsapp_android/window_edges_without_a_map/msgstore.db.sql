.read ../new.sql
DROP TABLE jid_map;
INSERT INTO message (_id, chat_row_id, from_me, timestamp, message_type) VALUES
    (1, 12, 1, unix_ms('2026-02-28 22:59:59'), 0),
    (2, 12, 1, unix_ms('2026-02-28 23:00'), 0),
    (3, 12, 1, unix_ms('2026-04-30 21:59:59'), 0),
    (4, 12, 1, unix_ms('2026-04-30 22:00'), 0);
