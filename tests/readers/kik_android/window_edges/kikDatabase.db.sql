.read ../schema.sql
INSERT INTO messagesTable (partner_jid, was_me, timestamp) VALUES
    ('anna@talk.kik.com', 1, unix_ms('2026-02-28 22:59:59')),
    ('anna@talk.kik.com', 1, unix_ms('2026-02-28 23:00')),
    ('anna@talk.kik.com', 1, unix_ms('2026-04-30 21:59:59')),
    ('anna@talk.kik.com', 1, unix_ms('2026-04-30 22:00'));
