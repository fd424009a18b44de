.read skype/schema.sql
INSERT INTO Accounts VALUES (1, 'own.name');
INSERT INTO Messages (id, chatname, author, dialog_partner, timestamp, type, body_xml) VALUES
    (1, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:00'), 61, 'rain tomorrow? <ss type="smile">:)</ss>'),
    (2, '#a/$b;1', 'own.name', 'anna', unix_s('2026-03-10 09:01'), 61, 'bread &amp; butter, 2 &lt; 3'),
    (3, '#g;2', 'own.name', NULL, unix_s('2026-03-10 09:02'), 60, 'waves at TERM-A'),
    (4, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:03'), 61, 'see <a href="https://plain.example/TEXT-A">the page</a> < 5 km'),
    (5, '#a/$b;1', 'own.name', 'anna', unix_s('2026-03-10 09:04'), 64, '<sms alt="TEXT-A"><type>2</type><targets><target status="6">NAME-A</target></targets><body><chunk id="0">by SMS </chunk><chunk id="1">&amp; more</chunk><untilnext>72</untilnext></body><encoded_body>TEXT-A</encoded_body></sms>'),
    (6, '#g;2', 'bert', NULL, unix_s('2026-03-10 09:05'), 68, '<files><file size="3">TEXT-A.txt</file></files>'),
    (7, '#g;2', 'bert', NULL, unix_s('2026-03-10 09:06'), 201, '<URIObject>TEXT-A</URIObject>'),
    (8, '#a/$b;1', 'own.name', 'anna', unix_s('2026-03-10 09:07'), 50, 'TEXT-A a request'),
    (9, '#g;2', 'bert', NULL, unix_s('2026-03-10 09:08'), 10, 'TEXT-A of an event'),
    (10, '#a/$b;1', 'anna', 'anna', unix_s('2026-03-10 09:09'), 61, '<ss type="smile"></ss>');
