.read ../schema.sql
INSERT INTO said VALUES (cocoa('2026-03-10 09:00'), 't1', '5', 0, '<string>one</string>'), (0.5e300, 't1', '5', 0, '<string>TEXT-A</string>');
INSERT INTO messages (message_id, thread_id, class_name, archive) VALUES ('m', 't1', 'x', x'00'), ('m', 't1', 'x', 'TEXT-A'),
    ('m', 't1', 'x', CAST('<plist><dict><key>$top</key><dict/><key>$objects</key><array/></dict></plist>' AS BLOB)),
    ('m', 't1', 'x', CAST('<plist><dict><key>$top</key><dict><key>root</key><dict><key>CF$UID</key><integer>0</integer></dict></dict><key>$objects</key><array><dict/></array></dict></plist>' AS BLOB)),
    ('m', 't1', 'x', CAST('<plist><dict><key>$top</key><dict><key>root</key><dict><key>CF$UID</key><integer>-1</integer></dict></dict><key>$objects</key><array><dict/></array></dict></plist>' AS BLOB));
