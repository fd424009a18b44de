CREATE TABLE conversations (_id INTEGER PRIMARY KEY, participant_normalized_destination TEXT, participant_count INT);
CREATE TABLE messages (_id INTEGER PRIMARY KEY, conversation_id INT, sender_id INT, received_timestamp INT, message_protocol INT, message_status INT);
CREATE TABLE participants (_id INTEGER PRIMARY KEY, normalized_destination TEXT);
INSERT INTO conversations VALUES (1, NULL, 3);
INSERT INTO participants VALUES (2, '+31600000001');
INSERT INTO messages VALUES
    (1, 1, 2, unix_ms('2026-02-28 22:59:59'), 3, 100), (2, 1, 2, unix_ms('2026-02-28 23:00'), 3, 100),
    (3, 1, 2, unix_ms('2026-04-30 21:59:59'), 3, 100), (4, 1, 2, unix_ms('2026-04-30 22:00'), 3, 100), (5, 1, 2, 0, 3, 100);
