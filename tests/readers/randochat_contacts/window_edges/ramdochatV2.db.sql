.read ../schema.sql
INSERT INTO conversa (id_server, id_pessoa, idade) VALUES ('t0', 'k0', 20), ('t1', 'k1', 20), ('t2', 'k2', 20), ('t3', 'k3', 20);
INSERT INTO mensagens (id_talk_server, hora) VALUES
    ('t0', unix_ms('2026-02-28 22:59:59')),
    ('t1', unix_ms('2026-02-28 23:00')),
    ('t2', unix_ms('2026-04-30 21:59:59')),
    ('t3', unix_ms('2026-04-30 22:00'));
