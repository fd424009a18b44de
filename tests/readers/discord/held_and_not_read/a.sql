.read discord_texts/schema.sql
INSERT INTO said VALUES (unix_ms('2026-03-10 09:00'), 'c1', '5', '0', '"TEXT-A"');
