.read ../schema.sql
INSERT INTO contacts VALUES (1, 1, unix_ms('2026-03-10 09:00')), (2, 3, unix_ms('2026-03-11 09:00')),
    (3, 4, unix_ms('2026-03-12 09:00')), (4, 5, unix_ms('2026-03-13 09:00'));
INSERT INTO raw_contacts (_id, account_id, deleted, contact_id) VALUES
    (1, 1, 0, 1), (2, 2, 0, 1), (3, 1, 0, 2), (4, 1, 1, 3), (5, 1, 0, 4), (6, 2, 1, 4);
INSERT INTO data (mimetype_id, raw_contact_id, data1, data2) VALUES
    (1, 1, '+31600000001', '2'), (1, 2, '+31600000001', '2'), (3, 1, 'TEXT-A', NULL),
    (2, 3, '1990-03-12', '3'), (1, 4, '+31600000004', '2'),
    (2, 5, '1991-01-01', '1'), (2, 6, '1992-01-01', '3');
