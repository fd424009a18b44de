CREATE TABLE users (id INTEGER, uid INTEGER, nickname TEXT, age INTEGER, sex INTEGER, distance INTEGER);
CREATE TABLE thread (id INTEGER PRIMARY KEY, cid INTEGER, sender INTEGER, timestamp INTEGER, message TEXT DEFAULT 'TEXT-A', snapExpired INTEGER);
INSERT INTO users (id, nickname, age) VALUES (1, 'own name', 40), (2, 'anna', 17), (3, 'bert', 0), (4, 'carl', 35), (5, 'dora', 22);
