"""The triggers, after the tables that they guard.

A later migration that rebuilds one of these tables on SQLite takes its triggers
away; it must put them back.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from inzage.register import triggers


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of this database."""
    statements = triggers.postgresql if editor.connection.vendor == "postgresql" else triggers.sqlite
    for statement in statements():
        editor.execute(statement)


class Migration(migrations.Migration):
    """What the database itself refuses."""

    dependencies = [("register", "0001_tables")]
    operations = [migrations.RunPython(put)]
