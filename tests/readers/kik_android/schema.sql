CREATE TABLE messagesTable (_id INTEGER PRIMARY KEY AUTOINCREMENT, body VARCHAR DEFAULT 'TEXT-A', partner_jid VARCHAR, was_me INT,
    read_state INT, uid VARCHAR, timestamp LONG, bin_id VARCHAR, sys_msg VARCHAR, stat_msg VARCHAR, content_id VARCHAR);
CREATE TABLE KIKcontactsTable (_id INTEGER PRIMARY KEY, jid VARCHAR, display_name VARCHAR DEFAULT 'NAME-A', in_roster INT, is_group BOOLEAN);
INSERT INTO KIKcontactsTable (jid, is_group) VALUES ('anna@talk.kik.com', 0), ('g1@groups.kik.com', 1);
