.read ../schema.sql
INSERT INTO Message (messageId, conversationId, arrivalTime) VALUES
    (1, '19:11111111-2222_33333333-4444@unq.gbl.spaces', unix_ms('2026-03-10 09:00')), (2, '19:meeting_abc@thread.v2', unix_ms('2026-03-10 09:01')), (3, '19:def@thread.tacv2', unix_ms('2026-03-10 09:02')),
    (4, '48:notes', unix_ms('2026-03-10 09:03')), (5, NULL, unix_ms('2026-03-10 09:04')), (6, '19:11111111-2222_33333333-4444@unq.gbl.spaces', 0);
