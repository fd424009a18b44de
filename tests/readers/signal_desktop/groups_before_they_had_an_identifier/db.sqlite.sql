CREATE TABLE messages (id TEXT PRIMARY KEY, json TEXT, conversationId TEXT, type TEXT, sent_at INTEGER, body TEXT);
CREATE TABLE conversations (id TEXT PRIMARY KEY, json TEXT, type TEXT, e164 TEXT, name TEXT);
INSERT INTO conversations VALUES ('c2', 'TEXT-A', 'group', NULL, 'NAME-A');
INSERT INTO messages VALUES ('m1', 'TEXT-A', 'c2', 'outgoing', unix_ms('2026-03-10 09:00'), 'TEXT-A');
