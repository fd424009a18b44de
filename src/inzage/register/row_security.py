"""PostgreSQL's own separation of organisations, and the rights of the role in which requests run.

Set up after every migration, and again without harm: the role, what it may do with each table, a policy per
table, and triggers that look at all rows whoever acts. Making the role takes CREATEROLE; without it, have the
database's administrator make it first: ``CREATE ROLE inzage_app NOLOGIN; GRANT inzage_app TO <user>``.
"""

from collections.abc import Iterator, Mapping

from django.apps import AppConfig
from django.db import connections

from inzage.register.houses import APP_ROLE, SETTING

# ruff: noqa: S608 - no value from outside is in these statements

ORG = f"current_setting('{SETTING}', true)"
HANGING: Mapping[str, str] = {
    "step": "record_id",
    "givenorder": "record_id",
    "intake": "record_id",
    "paper": "about_id",
    "run": "activity_id",
    "erasure": "decision",
}
"""Tables whose rows are seen where the record in this column is."""
OPEN = ("entry", "gone", "kindversion", "kindstate", "permit", "actrole", "machine")
"""Tables that hold nothing of a person: every organisation sees all of them, and so one chain."""
OWN = ("steering",)
"""Tables whose rows are their organisation's alone."""
RIGHTS: Mapping[str, str] = {
    "record": "SELECT, INSERT, UPDATE (state), DELETE",
    "step": "SELECT, INSERT, DELETE",
    "entry": "SELECT, INSERT",
    "erasure": "SELECT, INSERT",
    "gone": "SELECT, INSERT",
    "kindversion": "SELECT",
    "kindstate": "SELECT",
    "permit": "SELECT",
    "actrole": "SELECT",
    "givenorder": "SELECT, INSERT, UPDATE, DELETE",
    "intake": "SELECT, INSERT, UPDATE, DELETE",
    "paper": "SELECT, INSERT, UPDATE, DELETE",
    "run": "SELECT, INSERT, UPDATE, DELETE",
    "steering": "SELECT, INSERT, DELETE",
    "machine": "SELECT",
}
"""What the role may do with each of our tables. A record goes only as the triggers of ``erasing_rules`` let it."""

ROLE = f"""DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF;
IF NOT pg_has_role(current_user, '{APP_ROLE}', 'MEMBER') THEN GRANT {APP_ROLE} TO CURRENT_USER; END IF;
EXECUTE format('GRANT USAGE ON SCHEMA %I TO {APP_ROLE}', current_schema());
END $$"""
OTHERS = f"""DO $$ DECLARE other text; BEGIN
FOR other IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema()
    AND tablename NOT LIKE 'register\\_%' AND tablename <> 'django_migrations' LOOP
EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {APP_ROLE}', other);
END LOOP; END $$"""
"""Sessions, accounts and what else the screens keep: theirs to write."""
SEE_ALL = """DO $$ DECLARE each regprocedure; BEGIN
FOR each IN SELECT DISTINCT t.tgfoid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relname LIKE 'register\\_%' AND c.relnamespace = current_schema()::regnamespace LOOP
EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, pg_temp', each, current_schema());
END LOOP; END $$"""
"""A trigger asks about rows that who acts may not see: otherwise what is out of sight would pass for absent."""


def statements() -> Iterator[str]:
    """Everything, in order."""
    yield ROLE
    yield OTHERS
    yield SEE_ALL
    for table, rights in RIGHTS.items():
        yield f"REVOKE ALL ON register_{table} FROM {APP_ROLE}, PUBLIC"
        yield f"GRANT {rights} ON register_{table} TO {APP_ROLE}"
    yield from _policies()


def _policies() -> Iterator[str]:
    reached = f"organisation = {ORG} OR noun = 'commitment' OR (noun = 'transfer' AND data ->> 'to' = {ORG})"
    yield from _policy("record", "seen", "SELECT", using=reached)
    yield from _policy("record", "moved", "UPDATE", using=reached)
    yield from _policy("record", "made", "INSERT", check=f"organisation = {ORG}")
    yield from _policy("record", "erased", "DELETE", using=f"organisation = {ORG}")
    yield from _policy("entry", "read", "SELECT", using="true")
    yield from _policy("entry", "added", "INSERT", check=f"organisation = {ORG}")
    for table, column in HANGING.items():
        seen = f"EXISTS (SELECT 1 FROM register_record r WHERE r.id = register_{table}.{column})"
        yield from _policy(table, "hanging", "ALL", using=seen, check=seen)
    for table in OWN:
        own = f"organisation = {ORG}"
        yield from _policy(table, "own", "ALL", using=own, check=own)


def _policy(table: str, name: str, event: str, *, using: str = "", check: str = "") -> Iterator[str]:
    asks = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
    yield f"ALTER TABLE register_{table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {table}_{name} ON register_{table}"
    yield f"CREATE POLICY {table}_{name} ON register_{table} FOR {event} TO {APP_ROLE}{asks}"


def secure(sender: AppConfig, using: str, **_: object) -> None:
    """Called by Django after a migration."""
    if connections[using].vendor != "postgresql":
        return
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        if not all(f"register_{table}" in present for table in RIGHTS):
            return  # migrated back to an earlier moment
        for statement in statements():
            cursor.execute(statement)
