CREATE TABLE history (id INTEGER PRIMARY KEY, completed INTEGER NOT NULL, name TEXT NOT NULL, nzb_name TEXT NOT NULL, url TEXT, status TEXT, bytes INTEGER, password TEXT);
INSERT INTO history VALUES (1, unix_s('2026-03-10 09:00'), 'TEXT-A', 'TEXT-B', 'https://a.example/1.nzb', 'Completed', 5, 'TEXT-C');
INSERT INTO history VALUES (2, unix_s('2026-03-11 09:00'), 'TEXT-A', 'TEXT-B', '', 'Completed', 5, 'TEXT-C');
INSERT INTO history VALUES (3, unix_s('2026-03-12 09:00'), 'TEXT-A', 'TEXT-B', 'https://a.example/2.nzb', 'Failed', 5, 'TEXT-C');
INSERT INTO history VALUES (4, unix_s('2026-03-13 09:00'), 'TEXT-A', 'TEXT-B', NULL, NULL, 5, 'TEXT-C');
INSERT INTO history VALUES (5, unix_s('2026-02-28 22:59:59'), 'TEXT-A', 'TEXT-B', NULL, 'Completed', 5, 'TEXT-C');
