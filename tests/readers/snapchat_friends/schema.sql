CREATE TABLE Friend (_id INTEGER PRIMARY KEY, userId TEXT, username TEXT DEFAULT 'NAME-A', displayName TEXT, addedTimestamp INTEGER,
    reverseAddedTimestamp INTEGER, phone TEXT, birthday INTEGER, friendLinkType INTEGER);
