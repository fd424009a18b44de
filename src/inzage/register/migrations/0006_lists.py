"""Indexes on what the lists of every day ask for, so that none of them reads the whole table."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from inzage.register.indexing import INDEXED, statements


def put(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Those that Django has no words for."""
    for statement in statements():
        editor.execute(statement)


def drop(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    for field in INDEXED:
        editor.execute(f"DROP INDEX record_{field}")


class Migration(migrations.Migration):
    """No row changes."""

    dependencies = [("register", "0005_erasing")]

    operations = [
        migrations.RemoveIndex(model_name="record", name="record_work"),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["organisation", "state", "due", "id", "noun", "kind", "version"],
                condition=models.Q(("due__isnull", False)),
                name="record_due",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["organisation", "kind", "-happened", "id"], name="record_house_kind"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["organisation", "kind", "state", "-happened", "id"], name="record_house_state"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["organisation", "noun", "state", "happened", "id"], name="record_house_noun"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["organisation", "kind", "corrects"],
                condition=models.Q(("corrects__isnull", False)),
                name="record_correcting",
            ),
        ),
        migrations.RunPython(put, drop),
    ]
