.read schemas/chromium_16.sql
-- macOS and Linux counted from 1970 until schema 17; no synchronising existed.
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, unix_us('2010-05-01 10:00'), 0x30000001),
    (2, 1, unix_us('2010-05-02 10:00:00.000001'), 0x30000000),
    (3, 1, unix_us('2010-06-02 10:00'), 0x30000000);
