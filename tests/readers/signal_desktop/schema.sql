CREATE TABLE messages (rowid INTEGER PRIMARY KEY ASC, id TEXT UNIQUE, json TEXT, conversationId TEXT, type TEXT, sent_at INTEGER,
    received_at_ms INTEGER, body TEXT DEFAULT 'TEXT-A');
CREATE TABLE conversations (id TEXT PRIMARY KEY, json TEXT, type TEXT, e164 TEXT, serviceId TEXT, groupId TEXT, name TEXT DEFAULT 'NAME-A', active_at INTEGER);
INSERT INTO conversations (id, type, e164, serviceId, groupId) VALUES ('c1', 'private', '+31600000001', 'service-1', NULL),
    ('c2', 'group', NULL, NULL, 'Z3JvdXAtMQ=='), ('c3', 'private', '+31600000003', NULL, NULL);
