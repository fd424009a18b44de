-- Each record is an archive of objects that refer to each other by number; written here as XML, in the app as binary.
CREATE TABLE threads (thread_id TEXT UNIQUE NOT NULL, thread_id_v2 TEXT, viewer_id TEXT NOT NULL, metadata BLOB, row_id INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE messages (message_id TEXT NOT NULL, thread_id TEXT NOT NULL, archive BLOB NOT NULL, class_name TEXT NOT NULL, row_id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO threads (thread_id, viewer_id) VALUES ('t1', '9'), ('t2', '9');
CREATE TEMP TABLE said (at REAL, thread TEXT, sender TEXT, activity INTEGER, words TEXT);
CREATE TEMP TRIGGER record AFTER INSERT ON said BEGIN
    INSERT INTO messages (message_id, thread_id, class_name, archive) VALUES ('m', new.thread, 'IGDirectPublishedMessage', CAST(
        '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>$top</key><dict><key>root</key><dict><key>CF$UID</key><integer>1</integer></dict></dict>'
        || '<key>$objects</key><array><string>$null</string>'
        || '<dict><key>IGDirectPublishedMessageMetadata*metadata</key><dict><key>CF$UID</key><integer>2</integer></dict>'
        || '<key>IGDirectPublishedMessageContent*content</key><dict><key>CF$UID</key><integer>3</integer></dict></dict>'
        || '<dict><key>NSString*senderPk</key><dict><key>CF$UID</key><integer>4</integer></dict><key>NSDate*serverTimestamp</key><dict><key>CF$UID</key><integer>5</integer></dict></dict>'
        || '<dict><key>NSString*string</key><dict><key>CF$UID</key><integer>6</integer></dict>'
        || '<key>IGDirectThreadActivityAnnouncement*threadActivity</key><dict><key>CF$UID</key><integer>' || new.activity || '</integer></dict></dict>'
        || '<string>' || new.sender || '</string><dict><key>NS.time</key><real>' || new.at || '</real></dict>' || new.words || '<dict/></array></dict></plist>' AS BLOB));
END;
