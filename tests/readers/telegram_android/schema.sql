CREATE TABLE messages_v2 (mid INTEGER, uid INTEGER, read_state INTEGER, send_state INTEGER, date INTEGER,
    data BLOB DEFAULT 'TEXT-A', out INTEGER, ttl INTEGER, media INTEGER, PRIMARY KEY (mid, uid));
