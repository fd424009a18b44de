.read ../schema.sql
INSERT INTO said VALUES
    (unix_ms('2026-02-28 22:59:59'), 'c1', '5', '0', '"TEXT-A"'),
    (unix_ms('2026-02-28 23:00'), 'c1', '5', '0', '"one"'),
    (unix_ms('2026-04-30 21:59:59'), 'c1', '5', '0', '"one"'),
    (unix_ms('2026-04-30 22:00'), 'c1', '5', '0', '"TEXT-A"');
