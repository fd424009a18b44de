.read ../schema.sql
INSERT INTO conversa (id_server, id_pessoa, idade) VALUES ('t1', 'anna', 16), ('t2', 'bert', 44), ('t3', 'never-written', 15), ('t4', 'cees', 999);
INSERT INTO mensagens (id_talk_server, hora, minha) VALUES ('t1', unix_ms('2026-03-10 09:00'), 1), ('t1', unix_ms('2026-03-11 09:00'), 2),
    ('t2', unix_ms('2026-03-12 09:00'), 2), ('t4', unix_ms('2026-03-13 09:00'), 2);
