.read ../schema.sql
INSERT INTO contacts VALUES (1, 1, unix_ms('2026-03-10 09:00')), (2, 2, unix_ms('2026-03-10 09:00')),
    (3, 3, unix_ms('2026-03-10 09:00')), (4, 4, unix_ms('2026-03-10 09:00')), (5, 5, unix_ms('2026-03-10 09:00')),
    (6, 6, unix_ms('2026-03-10 09:00'));
INSERT INTO raw_contacts (_id, account_id, contact_id) VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 1, 4), (5, 1, 5), (6, 1, 6);
INSERT INTO data (mimetype_id, raw_contact_id, data1, data2) VALUES
    (2, 1, '1996-03-10', '3'), (2, 2, '1996-03-11', '3'), (2, 3, '--03-10', '3'), (2, 4, '1996-02-29T00:00:00Z', '3'),
    (2, 5, '1604-03-10', '3'), (2, 6, '10 March', '3');
