CREATE TABLE model_TSInteraction (id INTEGER PRIMARY KEY AUTOINCREMENT, recordType INTEGER, uniqueId TEXT, timestamp INTEGER, uniqueThreadId TEXT,
    authorPhoneNumber TEXT, authorUUID TEXT, body TEXT DEFAULT 'TEXT-A');
CREATE TABLE model_TSThread (id INTEGER PRIMARY KEY AUTOINCREMENT, recordType INTEGER, uniqueId TEXT UNIQUE, contactPhoneNumber TEXT, contactUUID TEXT);
INSERT INTO model_TSThread (uniqueId, contactPhoneNumber, contactUUID) VALUES ('thread-1', '+31600000001', 'uuid-1'), ('thread-2', '+31600000002', NULL),
    ('gZ3JvdXAtMQ==', NULL, NULL);
