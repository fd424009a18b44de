"""What was erased, and the triggers that let nothing else go."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from inzage.register import triggers
from inzage.register.erasing_rules import RULES


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of this database."""
    statements = triggers.postgresql if editor.connection.vendor == "postgresql" else triggers.sqlite
    for statement in statements(RULES):
        editor.execute(statement)


class Migration(migrations.Migration):
    """Erasures and the keys that are gone."""

    dependencies = [("register", "0004_duties")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="register.entry",
                    ),
                ),
                ("decision", models.UUIDField(unique=True)),
                ("subject", models.UUIDField()),
                ("request", models.UUIDField(null=True)),
                ("counts", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Gone",
            fields=[
                ("record", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gone", to="register.erasure"
                    ),
                ),
            ],
        ),
        migrations.RunPython(put),
    ]
