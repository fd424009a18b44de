.read schemas/chromium_70.sql
INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state, transient, by_ext_id) VALUES
    (1, webkit('2026-03-10 09:01'), 500, 500, 1, 0, ''),        -- whole
    (2, webkit('2026-03-10 09:02'), 0, 500, 2, 0, ''),          -- broken off before a byte came in
    (3, webkit('2026-03-10 09:03'), 10, 500, 4, 0, ''),         -- interrupted half-way
    (4, webkit('2026-03-10 09:04'), 0, 500, 0, 0, ''),          -- still going on
    (5, webkit('2026-03-10 09:05'), 500, 500, 1, 1, ''),        -- made by the browser for itself
    (6, webkit('2026-03-10 09:06'), 0, 0, 1, 0, ''),            -- whole and empty
    (7, webkit('2026-03-10 09:07'), 500, 500, 1, 0, ''),        -- no chain
    (8, webkit('2025-03-10 09:08'), 500, 500, 1, 0, '');        -- outside the window
-- Stored out of order; the last index is the final address.
INSERT INTO downloads_url_chains VALUES
    (1, 2, 'https://end.example/file'), (1, 0, 'https://begin.example/'), (1, 1, 'https://middle.example/'),
    (2, 0, 'https://broken.example/'), (3, 0, 'https://half.example/'), (4, 0, 'https://going.example/'),
    (5, 0, 'https://self.example/'), (6, 0, 'https://empty.example/'), (8, 0, 'https://outside.example/');
