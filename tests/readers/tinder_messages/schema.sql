CREATE TABLE "match" (id TEXT PRIMARY KEY NOT NULL, person_id TEXT, creation_date INTEGER, last_activity_date INTEGER, is_blocked INTEGER);
CREATE TABLE match_person (id TEXT PRIMARY KEY NOT NULL, name TEXT DEFAULT 'NAME-A', bio TEXT DEFAULT 'TEXT-A', birth_date INTEGER);
CREATE TABLE message (id TEXT PRIMARY KEY NOT NULL, match_id TEXT, from_id TEXT, to_id TEXT, text TEXT DEFAULT 'TEXT-A', sent_date INTEGER,
    raw_message_data TEXT);
