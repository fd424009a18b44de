CREATE TABLE client_messages (pk INTEGER PRIMARY KEY, thread_pk INTEGER, sender_contact_pk INTEGER, display_ts_ms INTEGER, text TEXT);
INSERT INTO client_messages VALUES (1, 51, 100009, unix_ms('2026-03-10 09:00'), 'TEXT-A'), (2, 51, 200001, unix_ms('2026-03-10 09:01'), 'TEXT-A');
