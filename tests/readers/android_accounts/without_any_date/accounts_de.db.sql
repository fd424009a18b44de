CREATE TABLE accounts (_id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, previous_name TEXT, last_password_entry_time_millis_epoch INTEGER DEFAULT 0, UNIQUE(name, type));
INSERT INTO accounts VALUES (1, 'NAME-A', 'com.google', NULL, 0);
