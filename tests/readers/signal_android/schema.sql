CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, date_sent INTEGER, date_received INTEGER, thread_id INTEGER,
    from_recipient_id INTEGER, to_recipient_id INTEGER, type INTEGER, body TEXT DEFAULT 'TEXT-A');
CREATE TABLE recipient (_id INTEGER PRIMARY KEY AUTOINCREMENT, e164 TEXT, aci TEXT, group_id TEXT,
    system_display_name TEXT DEFAULT 'NAME-A');
CREATE TABLE thread (_id INTEGER PRIMARY KEY AUTOINCREMENT, recipient_id INTEGER);
INSERT INTO recipient (_id, e164, aci, group_id) VALUES (1, '+31600000009', 'aci-own', NULL), (2, '+31600000001', 'aci-1', NULL),
    (3, NULL, NULL, 'group-1'), (4, '+31600000004', NULL, NULL);
INSERT INTO thread VALUES (1, 2), (2, 3), (3, 4);
