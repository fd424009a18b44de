.read ../schema.sql
INSERT INTO said VALUES
    (cocoa('2026-02-28 22:59:59'), 't1', '5', 0, '<string>TEXT-A</string>'),
    (cocoa('2026-02-28 23:00'), 't1', '5', 0, '<string>one</string>'),
    (cocoa('2026-04-30 21:59:59'), 't1', '5', 0, '<string>one</string>'),
    (cocoa('2026-04-30 22:00'), 't1', '5', 0, '<string>TEXT-A</string>');
