INSERT INTO part (_id, mid, ct, text) VALUES (1, 1, 'text/plain', 'late but there');
