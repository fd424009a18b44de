CREATE TABLE ownership (account STRING, library_id STRING, backend INTEGER, doc_id STRING, doc_type INTEGER, purchase_time INTEGER, PRIMARY KEY (account, library_id, backend, doc_id, doc_type));
INSERT INTO ownership VALUES ('a', '3', 3, 'com.whatsapp', 1, unix_ms('2026-02-28 22:59:59'));
