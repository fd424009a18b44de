.read instagram_ios_texts/schema.sql
INSERT INTO said VALUES (cocoa('2026-03-10 09:00'), 't1', '5', 0, '<string>TEXT-A</string>');
