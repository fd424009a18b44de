-- Each record: a byte, then JSON. The number of a message holds its time: milliseconds since 2015, shifted by 22 bits.
CREATE TABLE messages0 (a INTEGER, b INTEGER, data BLOB);
CREATE TEMP TABLE said (at INTEGER, channel TEXT, author TEXT, type TEXT, content TEXT);
CREATE TEMP TRIGGER record AFTER INSERT ON said BEGIN
    INSERT INTO messages0 (data) VALUES (CAST(x'01' || '{"id": "1", "channelId": "' || new.channel || '", "message": {"id": "'
        || (((new.at - 1420070400000) << 22) + 7) || '", "channel_id": "' || new.channel || '", "type": ' || new.type
        || ', "author": {"id": "' || new.author || '", "username": "NAME-A"}, "content": ' || new.content || '}}' AS BLOB));
END;
