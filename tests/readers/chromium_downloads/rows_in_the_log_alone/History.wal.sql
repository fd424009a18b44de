INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state)
VALUES (1, webkit('2026-03-10 09:01'), 500, 500, 1);
INSERT INTO downloads_url_chains VALUES (1, 0, 'https://listed.example/');
