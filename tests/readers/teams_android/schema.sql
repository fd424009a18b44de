CREATE TABLE Message (messageId INTEGER, conversationId TEXT, arrivalTime INTEGER, userDisplayName TEXT DEFAULT 'NAME-A', content TEXT DEFAULT 'TEXT-A', deleteTime INTEGER);
CREATE TABLE Conversation (conversationId TEXT, displayName TEXT DEFAULT 'NAME-A');
