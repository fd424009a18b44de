"""Who may make and move what, and the triggers that look at it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from inzage.register import duties, triggers
from inzage.register.kind_files import load
from inzage.register.permits import ROLES, act_roles, permits


def fill(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """What versions that were adopted before allow; one of elsewhere that we do not know allows nothing."""
    known = load().kinds
    for adopted in apps.get_model("register", "KindVersion").objects.all():
        kind = known.get((adopted.code, adopted.version))
        if kind is not None and kind.digest == adopted.digest:
            for row in (*permits(kind), *act_roles(kind)):
                row.save(force_insert=True)


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of this database."""
    on_server = editor.connection.vendor == "postgresql"
    made = triggers.postgresql(duties.POSTGRESQL) if on_server else triggers.sqlite(duties.SQLITE)
    for statement in made:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Permits, roles of acts, separation of duties."""

    dependencies = [("register", "0003_runs")]

    operations = [
        migrations.CreateModel(
            name="Permit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("source", models.CharField(blank=True, max_length=64)),
                ("target", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("four_eyes", models.BooleanField()),
                ("act", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version", "source", "target", "role"), name="permit_once"),
                    models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="permit_role"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=64)),
                ("part", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version", "act", "part", "role"), name="act_role_once"),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["propose", "consent", "execute"])), name="act_role_part"
                    ),
                    models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="act_role_role"),
                ],
            },
        ),
        migrations.RunPython(fill),
        migrations.RunPython(put),
    ]
