CREATE TABLE conversa (_id INTEGER PRIMARY KEY, id_server TEXT, id_pessoa TEXT, apelido TEXT DEFAULT 'NAME-A', idade INTEGER, sexo TEXT);
CREATE TABLE mensagens (_id INTEGER PRIMARY KEY, id_talk_server TEXT, hora INTEGER, minha INTEGER, mensagem TEXT DEFAULT 'TEXT-A');
