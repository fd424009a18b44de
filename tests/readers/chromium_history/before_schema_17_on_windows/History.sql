.read schemas/chromium_16.sql
INSERT INTO urls (id, url) VALUES (1, 'https://listed.example/');
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2010-05-01 10:00'), 0x30000001),
    (2, 1, webkit('2010-06-02 10:00'), 0x30000000);
