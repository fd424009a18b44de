.read ../schema.sql
INSERT INTO ABPerson (ModificationDate) VALUES
    (unix_s('2026-02-28 22:59:59') - 978307200),
    (unix_s('2026-02-28 23:00') - 978307200),
    (unix_s('2026-04-30 21:59:59') - 978307200),
    (unix_s('2026-04-30 22:00') - 978307200),
    (0);
