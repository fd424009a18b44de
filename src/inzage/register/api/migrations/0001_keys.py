"""The tables of keys for machines, and of what was sent with a number."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Made once; a change is a migration of its own."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.UUIDField()),
                ("check_id", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
                ("status", models.PositiveIntegerField()),
                ("told", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        to_field="key",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "number"), name="answered_once")],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("machine", models.CharField(max_length=64)),
                ("use", models.CharField(max_length=64)),
                ("days", models.PositiveIntegerField()),
                ("organisation", models.CharField(max_length=64)),
                ("requested_by", models.CharField(max_length=64)),
                ("requested", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=64, null=True)),
                ("decided", models.DateTimeField(null=True)),
                ("agreed", models.BooleanField(null=True)),
                ("digest", models.CharField(max_length=64, null=True, unique=True)),
                ("until", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(max_length=64, null=True)),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        to_field="key",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["uitrusting", "evaluatie", "lezen"])), name="token_use"
                    ),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1), ("days__lte", 183)), name="token_ends"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="token_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("requested_by", models.F("account")), _negated=True),
                            models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("account")), _negated=True),
                                ("agreed", False),
                                _connector="OR",
                            ),
                        ),
                        name="token_not_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed__isnull", True), ("decided__isnull", True), ("decided_by__isnull", True)),
                            models.Q(
                                ("agreed__isnull", False), ("decided__isnull", False), ("decided_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="token_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", True),
                                ("agreed__isnull", False),
                                ("digest__isnull", False),
                                ("until__isnull", False),
                            ),
                            models.Q(
                                models.Q(("agreed__isnull", True), ("agreed", False), _connector="OR"),
                                ("digest__isnull", True),
                                ("until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="token_after_a_yes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(
                                ("digest__isnull", False), ("revoked__isnull", False), ("revoked_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="token_revoked_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_by__isnull", True)),
                        fields=("organisation", "machine"),
                        name="token_asked_once",
                    ),
                ],
            },
        ),
    ]
