CREATE TABLE PairedDevices(Uuid TEXT PRIMARY KEY, Name TEXT, NameOrigin INTEGER, Address TEXT, ResolvedAddress TEXT, LastSeenTime INTEGER, LastConnectionTime INTEGER);
INSERT INTO PairedDevices VALUES ('A', 'x', 1, 'Random 4A:00:00:00:00:01', 'Public AA:00:00:00:00:01', 1, 1);
-- never resolved; without any address
INSERT INTO PairedDevices VALUES ('B', 'x', 1, 'Public AA:00:00:00:00:02', '', 1, 1), ('C', 'x', 1, NULL, NULL, 1, 1);
