CREATE TABLE accounts (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, type TEXT NOT NULL, password TEXT, UNIQUE(name, type));
INSERT INTO accounts VALUES (1, 'NAME-A', 'com.google', 'TEXT-A');
