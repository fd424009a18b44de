CREATE TABLE contacts (_id INTEGER PRIMARY KEY, contact_last_updated_timestamp INTEGER);
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY, account_id INTEGER, deleted INTEGER, contact_id INTEGER);
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY, mimetype TEXT);
CREATE TABLE data (_id INTEGER PRIMARY KEY, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT, data2 TEXT);
INSERT INTO contacts VALUES (1, unix_ms('2026-02-28 22:59:59.999')), (2, unix_ms('2026-02-28 23:00')),
    (3, unix_ms('2026-04-30 21:59:59')), (4, unix_ms('2026-04-30 22:00')), (5, NULL);
INSERT INTO raw_contacts VALUES (1, 1, 0, 1), (2, 1, 0, 2), (3, 1, 0, 3), (4, 1, 0, 4), (5, 1, 0, 5);
