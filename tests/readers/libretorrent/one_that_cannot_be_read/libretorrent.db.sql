CREATE TABLE Torrent (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, downloadPath TEXT NOT NULL, dateAdded INTEGER NOT NULL, error TEXT, manuallyPaused INTEGER NOT NULL, magnet TEXT, downloadingMetadata INTEGER NOT NULL, visibility INTEGER NOT NULL);
CREATE TABLE FastResume (torrentId TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL);
INSERT INTO Torrent VALUES ('id-1', 'TERM-1', 'file:///a', unix_ms('2026-03-10 09:00'), NULL, 0, NULL, 0, 0);
INSERT INTO FastResume VALUES ('id-1', x'6931');
