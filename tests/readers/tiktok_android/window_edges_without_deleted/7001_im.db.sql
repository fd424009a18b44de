CREATE TABLE msg (created_time INTEGER, sender TEXT, conversation_id TEXT);
INSERT INTO msg VALUES
    (unix_ms('2026-02-28 22:59:59'), '7001', 'k1'),
    (unix_ms('2026-02-28 23:00'), '7001', 'k1'),
    (unix_ms('2026-04-30 21:59:59'), '7001', 'k1'),
    (unix_ms('2026-04-30 22:00'), '7001', 'k1');
