"""The queue of a laboratory: what goes first, until when, each time in hand; what people did to it; its machines."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from inzage.register.triggers import QUEUE, postgresql, sqlite


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of this database."""
    for statement in postgresql(QUEUE) if editor.connection.vendor == "postgresql" else sqlite(QUEUE):
        editor.execute(statement)


class Migration(migrations.Migration):
    """Runs that wait already are ordinary, and have no last day."""

    dependencies = [("register", "0006_lists")]

    operations = [
        migrations.CreateModel(
            name="Machine",
            fields=[
                ("machine", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("seen", models.DateTimeField()),
                ("seats", models.PositiveIntegerField()),
                ("cores", models.PositiveIntegerField()),
                ("elsewhere", models.BooleanField(default=False)),
                ("lacks", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.RemoveConstraint(model_name="run", name="run_asked"),
        migrations.AddField(model_name="run", name="due", field=models.DateField(null=True)),
        migrations.AddField(model_name="run", name="priority", field=models.PositiveSmallIntegerField(default=2)),
        migrations.AddField(model_name="run", name="sat", field=models.JSONField(default=list)),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked__in", ["", "interrupt", "put_back", "stop"])), name="run_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(condition=models.Q(("priority__in", [1, 2, 3])), name="run_priority"),
        ),
        migrations.CreateModel(
            name="Steering",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("act", models.CharField(max_length=64)),
                ("machine", models.CharField(max_length=255)),
                ("organisation", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("told", models.JSONField(default=dict)),
                ("reasons", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("line", models.PositiveBigIntegerField(unique=True)),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.run"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="steering",
            index=models.Index(fields=["machine", "organisation", "line"], name="steering_last"),
        ),
        migrations.AddConstraint(
            model_name="steering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        ["queue-pause", "queue-go-on", "run-priority", "run-interrupt", "run-stop", "run-again"],
                    )
                ),
                name="steering_act",
            ),
        ),
        migrations.RunPython(put),
    ]
