.read ../schema.sql
INSERT INTO conversa (id_server, id_pessoa, idade) VALUES ('t1', 'anna', 16);
INSERT INTO mensagens (id_talk_server, hora) VALUES ('t1', unix_ms('2026-03-10 09:00')), ('t1', unix_ms('2026-06-01 09:00'));
