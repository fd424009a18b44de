"""Keys of machines, and what was answered to a case that was brought."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from inzage.register.models import WORD
from inzage.register.web.accounts.models import Account

LONGEST = 183
"""Days that a key can hold."""
DIGEST = 64


class Use(StrEnum):
    """What a key is for; it opens nothing else."""

    KIT = "uitrusting"
    EVALUATION = "evaluatie"
    READING = "lezen"


class Token(models.Model):
    """A key of a machine, asked for by one and agreed to by another; neither of them is who it acts for.

    ``machine``: the kit or system; ``digest``: SHA-256 of the key, once it was given; ``until``: the last moment.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, to_field="key", related_name="+")
    machine = models.CharField(max_length=WORD)
    use = models.CharField(max_length=WORD)
    days = models.PositiveIntegerField()
    organisation = models.CharField(max_length=WORD)
    requested_by = models.CharField(max_length=WORD)
    requested = models.DateTimeField()
    decided_by = models.CharField(max_length=WORD, null=True)
    decided = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    digest = models.CharField(max_length=DIGEST, unique=True, null=True)
    until = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=WORD, null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        """Two people, neither of them who it acts for; a key only after a yes, and never one that never ends."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(use__in=[one.value for one in Use]), name="token_use"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=LONGEST), name="token_ends"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")), name="token_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("account"))
                & (Q(decided_by__isnull=True) | ~Q(decided_by=F("account")) | Q(agreed=False)),
                name="token_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided__isnull=True, agreed__isnull=True)
                | Q(decided_by__isnull=False, decided__isnull=False, agreed__isnull=False),
                name="token_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=False, agreed=True, digest__isnull=False, until__isnull=False)
                | Q(Q(agreed__isnull=True) | Q(agreed=False), digest__isnull=True, until__isnull=True),
                name="token_after_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(revoked__isnull=True, revoked_by__isnull=True)
                | Q(revoked__isnull=False, revoked_by__isnull=False, digest__isnull=False),
                name="token_revoked_whole",
            ),
            models.UniqueConstraint(
                fields=["organisation", "machine"], condition=Q(decided_by__isnull=True), name="token_asked_once"
            ),
        ]


class Answered(models.Model):
    """The answer to a case that a kit brought under a number of its own: the same again gets the same answer.

    ``digest``: SHA-256 of what was brought.
    """

    account = models.ForeignKey(Account, models.PROTECT, to_field="key", related_name="+")
    number = models.UUIDField()
    check_id = models.UUIDField()
    digest = models.CharField(max_length=DIGEST)
    status = models.PositiveIntegerField()
    told = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """One answer per number."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "number"], name="answered_once")]
