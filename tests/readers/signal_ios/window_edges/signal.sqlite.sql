.read ../schema.sql
INSERT INTO model_TSInteraction (recordType, uniqueThreadId, timestamp) VALUES
    (21, 'thread-1', unix_ms('2026-02-28 22:59:59')),
    (21, 'thread-1', unix_ms('2026-02-28 23:00')),
    (21, 'thread-1', unix_ms('2026-04-30 21:59:59')),
    (21, 'thread-1', unix_ms('2026-04-30 22:00')), (21, 'thread-1', 0);
