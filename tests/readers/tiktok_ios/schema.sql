CREATE TABLE TIMMessageORM (messageid TEXT PRIMARY KEY, sender INTEGER, servercreatedat REAL, localcreatedat REAL, contenttype INTEGER,
    content TEXT DEFAULT 'TEXT-A', belongingConversationIdentifier TEXT);
