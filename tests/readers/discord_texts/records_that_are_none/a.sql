.read ../schema.sql
INSERT INTO said VALUES (unix_ms('2026-03-10 09:00'), 'c1', '5', '0', '"one"');
INSERT INTO messages0 (data) VALUES (x'01'), (NULL), (CAST('[TEXT-A' AS BLOB)), (CAST('1{"message": 5}' AS BLOB)), (CAST('1{"message": {"id": "x"}}' AS BLOB)),
    (CAST('1[]' AS BLOB));
