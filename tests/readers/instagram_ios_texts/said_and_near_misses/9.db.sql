.read ../schema.sql
INSERT INTO said VALUES
    (cocoa('2026-03-10 09:00') + 0.25, 't1', '5', 0, '<string>one</string>'), (cocoa('2026-03-10 09:01'), 't1', '9', 0, '<string>two</string>'),
    (cocoa('2026-03-10 09:02'), 't2', '5', 0, '<string>three</string>'), (cocoa('2026-03-10 09:03'), 't2', '6', 0, '<string>four</string>'),
    (cocoa('2026-03-10 09:04'), 't1', '5', 7, '<string>TEXT-A</string>'), (cocoa('2026-03-10 09:05'), 't1', '5', 0, '<string> </string>'),
    (cocoa('2026-03-10 09:06'), 't1', '5', 0, '<string>$null</string>'), (cocoa('2026-03-10 09:07'), 't9', '5', 0, '<string>five</string>');
