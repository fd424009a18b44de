"""The log of signing in is added to and never changed: the database itself refuses it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "accounts_access"


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of this database."""
    statements = _postgresql if editor.connection.vendor == "postgresql" else _sqlite
    for statement in statements():
        editor.execute(statement)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER access_no_{event.lower()} BEFORE {event} ON {TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'access_stands'); END"
        for event in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE FUNCTION access_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'access_stands' USING ERRCODE = 'check_violation'; END $$",
        f"CREATE TRIGGER access_stands BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION access_stands()",
        f"CREATE TRIGGER access_not_emptied BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION access_stands()",
    ]


class Migration(migrations.Migration):
    """What the database itself refuses."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(put)]
