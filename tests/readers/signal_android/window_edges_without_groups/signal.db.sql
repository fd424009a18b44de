CREATE TABLE message (_id INTEGER PRIMARY KEY, date_sent INTEGER, from_recipient_id INTEGER, to_recipient_id INTEGER, type INTEGER);
CREATE TABLE recipient (_id INTEGER PRIMARY KEY, e164 TEXT, aci TEXT);
INSERT INTO message VALUES
    (1, unix_ms('2026-02-28 22:59:59'), 1, 2, 23),
    (2, unix_ms('2026-02-28 23:00'), 1, 2, 23),
    (3, unix_ms('2026-04-30 21:59:59'), 1, 2, 23),
    (4, unix_ms('2026-04-30 22:00'), 1, 2, 23);
