CREATE TABLE moz_formhistory(id INTEGER PRIMARY KEY, fieldname TEXT NOT NULL, value TEXT NOT NULL, timesUsed INTEGER,
    firstUsed INTEGER, lastUsed INTEGER, guid TEXT);
