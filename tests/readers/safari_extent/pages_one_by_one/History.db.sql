.read schemas/safari.sql
-- five on one day (in Amsterdam, where the last is already the next day); four on another
INSERT INTO history_tombstones (start_time, end_time, url) VALUES
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 09:00'), 'https://plain.example/1'),
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 09:04'), 'https://plain.example/2'),
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 09:02'), 'https://plain.example/3'),
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 09:01'), 'https://plain.example/4'),
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 22:59'), 'https://plain.example/5'),
  (cocoa('2026-03-10 09:00'), cocoa('2026-03-10 23:00'), 'https://plain.example/6'),
  (cocoa('2026-03-11 09:00'), cocoa('2026-03-11 09:00'), 'https://plain.example/7'),
  (cocoa('2026-03-11 09:00'), cocoa('2026-03-11 09:01'), 'https://plain.example/8'),
  (cocoa('2026-03-11 09:00'), cocoa('2026-03-11 09:02'), 'https://plain.example/9');
