.read ../schema.sql
INSERT INTO model_TSInteraction (id, recordType, timestamp, uniqueThreadId, authorPhoneNumber, authorUUID) VALUES
    (1, 19, unix_ms('2026-03-10 09:00'), 'thread-1', '+31600000001', 'uuid-1'), (2, 21, unix_ms('2026-03-10 09:01'), 'thread-1', NULL, NULL),
    (3, 19, unix_ms('2026-03-10 09:02'), 'gZ3JvdXAtMQ==', NULL, 'uuid-3'), (4, 21, unix_ms('2026-03-10 09:03'), 'gZ3JvdXAtMQ==', NULL, NULL),
    (5, 21, unix_ms('2026-03-10 09:04'), 'thread-2', NULL, NULL), (6, 32, unix_ms('2026-03-10 09:05'), 'thread-1', NULL, NULL),
    (7, 19, unix_ms('2026-03-10 09:06'), 'nowhere', '+31600000004', NULL);
