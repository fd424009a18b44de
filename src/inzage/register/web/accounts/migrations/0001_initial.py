"""The tables of accounts: who signs in, the log of that, what waits for a second person, what the database is for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """As Django wrote them out of the models."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("word", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("key", models.SlugField(max_length=64, unique=True)),
                ("role", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("subject", models.CharField(blank=True, max_length=255, null=True, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("fresh", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                        name="account_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("organisation", ""), _negated=True)
                        ),
                        name="account_of_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=64)),
                ("by", models.CharField(blank=True, max_length=64)),
                ("recorded", models.DateTimeField()),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="access_numbered")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=64)),
                ("requested_by", models.CharField(max_length=64)),
                ("requested", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=64, null=True)),
                ("decided", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("requested_by", models.F("subject")), _negated=True),
                            models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("subject")), _negated=True),
                                ("agreed", False),
                                _connector="OR",
                            ),
                        ),
                        name="proposal_not_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed__isnull", True), ("decided__isnull", True), ("decided_by__isnull", True)),
                            models.Q(
                                ("agreed__isnull", False), ("decided__isnull", False), ("decided_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_by__isnull", True)),
                        fields=("action", "subject"),
                        name="proposal_once",
                    ),
                ],
            },
        ),
    ]
