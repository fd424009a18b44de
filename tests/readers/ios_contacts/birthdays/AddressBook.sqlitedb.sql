.read ../schema.sql
INSERT INTO ABPerson (ROWID, Birthday, ModificationDate) VALUES
    (1, unix_s('2008-03-10 12:00') - 978307200, unix_s('2026-03-10 13:00') - 978307200), (2, unix_s('2008-03-11 12:00') - 978307200, unix_s('2026-03-10 13:00') - 978307200),
    (3, '-12492835200', unix_s('2026-03-10 13:00') - 978307200), (4, NULL, unix_s('2026-03-10 13:00') - 978307200), (5, '99999999999999999', unix_s('2026-03-10 13:00') - 978307200);
INSERT INTO ABMultiValue (record_id, property, value) VALUES (1, 3, '+31600000001'), (1, 4, 'anna@mail.example'), (2, 4, 'bert@mail.example'), (3, 5, 'TEXT-A');
