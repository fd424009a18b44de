CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Birthday TEXT, ModificationDate INTEGER);
CREATE VIRTUAL TABLE ABPersonFullTextSearch USING fts3(c0First);
INSERT INTO ABPerson VALUES (1, 'NAME-A', NULL, unix_s('2026-03-10 09:00') - 978307200);
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE ABPersonFullTextSearch USING fts3(c0First, tokenize=ab_cf_token)' WHERE name = 'ABPersonFullTextSearch';
