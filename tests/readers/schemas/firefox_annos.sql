-- Annotations of addresses, as every Firefox since version 26 keeps its downloads.
CREATE TABLE moz_annos(id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, anno_attribute_id INTEGER, content LONGVARCHAR,
    flags INTEGER DEFAULT 0, expiration INTEGER DEFAULT 0, type INTEGER DEFAULT 0, dateAdded INTEGER DEFAULT 0,
    lastModified INTEGER DEFAULT 0);
CREATE TABLE moz_anno_attributes(id INTEGER PRIMARY KEY, name VARCHAR(32) UNIQUE NOT NULL);
INSERT INTO moz_anno_attributes VALUES (1, 'bookmarkProperties/description'), (2, 'downloads/destinationFileURI'),
    (3, 'downloads/metaData');
INSERT INTO moz_places (id, url) VALUES (1, 'https://listed.example/a'), (2, 'https://plain.example/b'),
    (3, 'https://listed.example/c'), (4, 'https://listed.example/d');
