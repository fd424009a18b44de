CREATE TABLE application_identifier_tab(id INTEGER PRIMARY KEY, application_identifier TEXT UNIQUE);
CREATE TABLE key_tab(id INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TABLE kvs(id INTEGER PRIMARY KEY, application_identifier INTEGER, key INTEGER, value BLOB);
INSERT INTO key_tab VALUES (1, 'compatibilityInfo'), (2, 'XBApplicationSnapshotManifest');
INSERT OR IGNORE INTO application_identifier_tab VALUES (1, 'com.discord');
INSERT INTO kvs VALUES (1, 1, 1, X'62706c69');
