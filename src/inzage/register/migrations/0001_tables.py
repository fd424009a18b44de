"""The tables: records, steps, log, kinds."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=64)),
                ("subject", models.UUIDField(db_index=True)),
                ("kind", models.CharField(max_length=64)),
                ("place", models.PositiveIntegerField()),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("recorded", models.DateTimeField()),
                ("clock_back", models.BooleanField()),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="entry_numbered")],
            },
        ),
        migrations.CreateModel(
            name="KindState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code", "version", "state"), name="state_once")],
            },
        ),
        migrations.CreateModel(
            name="KindVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("noun", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("retention_days", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="kind_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "noun__in",
                                [
                                    "party",
                                    "trajectory",
                                    "mandate",
                                    "item",
                                    "activity",
                                    "finding",
                                    "decision",
                                    "transfer",
                                    "outcome",
                                    "commitment",
                                    "protocol",
                                ],
                            )
                        ),
                        name="kind_noun",
                    ),
                    models.CheckConstraint(condition=models.Q(("retention_days__gte", 1)), name="kind_kept_for_a_term"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("root", models.UUIDField(db_index=True)),
                ("noun", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("happened", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("due", models.DateField(null=True)),
                ("state", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("data", models.JSONField()),
                ("recorded", models.DateTimeField()),
                ("salt", models.CharField(max_length=64)),
                (
                    "about",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.record"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="register.record",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.record"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("source", models.CharField(blank=True, max_length=64)),
                ("target", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("four_eyes", models.BooleanField()),
                ("requested_by", models.CharField(max_length=64, null=True)),
                ("details", models.JSONField()),
                ("happened", models.DateTimeField()),
                ("recorded", models.DateTimeField()),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="register.record"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["trajectory", "happened"], name="record_timeline"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["organisation", "due", "state"], name="record_work"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["kind", "happened"], name="record_kind"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "noun__in",
                        [
                            "party",
                            "trajectory",
                            "mandate",
                            "item",
                            "activity",
                            "finding",
                            "decision",
                            "transfer",
                            "outcome",
                            "commitment",
                            "protocol",
                        ],
                    )
                ),
                name="record_noun",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "toezichthouder",
                            "digitaal-deskundige",
                            "planner",
                            "teamleider",
                            "lijstbeheerder",
                            "politiecontact",
                            "evaluator",
                            "systeembeheerder",
                        ],
                    )
                ),
                name="record_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended__isnull", True), ("ended__gte", models.F("happened")), _connector="OR"),
                name="record_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor", ""), _negated=True), models.Q(("organisation", ""), _negated=True)
                ),
                name="record_has_maker",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), ("root", models.F("id"))),
                    ("corrects__isnull", False),
                    _connector="OR",
                ),
                name="record_root",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", True), models.Q(("corrects", models.F("id")), _negated=True), _connector="OR"
                ),
                name="record_not_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("record", "place"), name="step_once"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", models.F("target")), _negated=True), name="step_moves"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "toezichthouder",
                            "digitaal-deskundige",
                            "planner",
                            "teamleider",
                            "lijstbeheerder",
                            "politiecontact",
                            "evaluator",
                            "systeembeheerder",
                        ],
                    )
                ),
                name="step_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("four_eyes", False),
                    models.Q(
                        ("requested_by__isnull", False), models.Q(("requested_by", models.F("actor")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="step_four_eyes",
            ),
        ),
    ]
