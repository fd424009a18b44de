CREATE TABLE PairedDevices(Uuid TEXT, Address TEXT);
INSERT INTO PairedDevices VALUES ('A', 'AA:00:00:00:00:01');