"""Signed papers, check orders given out, runs of a check, cases taken in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four tables that no trigger guards."""

    dependencies = [
        ("register", "0002_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="GivenOrder",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="register.record",
                    ),
                ),
                ("nonce", models.CharField(max_length=128, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("valid_days", models.PositiveIntegerField()),
                ("envelope", models.BinaryField()),
                ("live", models.BooleanField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.record"
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.record"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="register.record",
                    ),
                ),
                ("check_id", models.CharField(max_length=64, unique=True)),
                ("code", models.CharField(max_length=64)),
                ("folder", models.CharField(max_length=4096)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.givenorder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("envelope", models.BinaryField()),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.record"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="givenorder",
            name="mandate",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.paper"),
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=64)),
                ("asked", models.CharField(blank=True, max_length=64)),
                ("machine", models.CharField(max_length=255)),
                ("carriers", models.JSONField()),
                ("folder", models.CharField(max_length=4096)),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("owner", models.CharField(blank=True, max_length=255)),
                ("lease_until", models.DateTimeField(null=True)),
                ("heartbeat", models.DateTimeField(null=True)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("pid", models.PositiveIntegerField(null=True)),
                ("born", models.PositiveBigIntegerField(null=True)),
                ("progress", models.JSONField(default=dict)),
                ("outcome", models.JSONField(null=True)),
                ("exit_code", models.IntegerField(null=True)),
                ("said", models.JSONField(default=dict)),
                ("queued", models.DateTimeField()),
                ("begun", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.record"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.record"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.givenorder"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="givenorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)), fields=("activity",), name="order_one_live"
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["machine", "state", "queued"], name="run_waiting"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["queued", "running", "interrupted", "finished", "failed", "stopped", "taken_in"])
                ),
                name="run_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked__in", ["", "interrupt", "stop"])), name="run_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["check", "recount"])), name="run_purpose"
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "running"), _negated=True),
                    models.Q(models.Q(("owner", ""), _negated=True), ("lease_until__isnull", False)),
                    _connector="OR",
                ),
                name="run_in_hand",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])), fields=("activity",), name="run_one_at_a_time"
            ),
        ),
    ]
