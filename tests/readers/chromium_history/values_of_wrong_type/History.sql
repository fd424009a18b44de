.read schemas/chromium_36.sql
INSERT INTO urls (id, url) VALUES
    (1, CAST(x'68747470733A2F2FFFFE2E6578616D706C652F' AS TEXT)),  -- bytes that are no UTF-8: replaced
    (2, 12345), (3, NULL), (4, ''), (5, x'68747470733A2F2F626C6F622E6578616D706C652F'),
    (6, CAST(x'68747470733A2F2F6E756C2E6578616D706C652F0078' AS TEXT));
INSERT INTO visits (id, url, visit_time, transition) VALUES
    (1, 1, webkit('2026-03-10 09:01'), 0x30000000), (2, 2, webkit('2026-03-10 09:02'), 0x30000000),
    (3, 3, webkit('2026-03-10 09:03'), 0x30000000), (4, 4, webkit('2026-03-10 09:04'), 0x30000000),
    (5, 5, webkit('2026-03-10 09:05'), 0x30000000), (6, 6, webkit('2026-03-10 09:06'), 0x30000000),
    (7, 1, 'yesterday', 0x30000000), (8, 1, x'00', 0x30000000),      -- no time: outside every window
    (9, 1, webkit('2026-03-10 09:09'), 'typed'),                     -- no transition: no act
    (10, 1, 9223372036854775807, 0x30000000), (11, 1, -1, 0x30000000);
