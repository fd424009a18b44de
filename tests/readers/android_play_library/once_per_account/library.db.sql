CREATE TABLE ownership (account STRING, library_id STRING, backend INTEGER, doc_id STRING, doc_type INTEGER, purchase_time INTEGER, PRIMARY KEY (account, library_id, backend, doc_id, doc_type));
INSERT INTO ownership VALUES ('a', '3', 3, 'org.torproject.torbrowser', 1, unix_ms('2026-03-11 09:00'));
INSERT INTO ownership VALUES ('a', 'u-tpl', 3, 'org.torproject.torbrowser', 1, unix_ms('2026-03-10 09:00'));
INSERT INTO ownership VALUES ('b', '3', 3, 'org.torproject.torbrowser', 1, unix_ms('2026-03-12 09:00'));
INSERT INTO ownership VALUES ('b', '4', 3, 'a-film', 6, unix_ms('2026-03-13 09:00'));
INSERT INTO ownership VALUES ('b', '3', 3, 'undated', 1, 0);
