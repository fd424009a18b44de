"""An account: a key of the staff administration, one role, one organisation. No name, no address."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from inzage.register.models import ROLES, WORD
from inzage.register.values import Actor, Role


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, key: str, role: Role, organisation: str, password: str | None = None) -> "Account":
        """An account; without a password only the organisation's sign-on opens it."""
        account = self.model(key=key, role=role.value, organisation=organisation)
        account.set_password(password)
        account.full_clean(exclude=["password"])
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One role in one organisation. Who has two accounts is two people to ``four eyes``: nobody should."""

    key = models.SlugField(max_length=WORD, unique=True)
    role = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    subject = models.CharField(max_length=255, unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    fresh = models.BooleanField(default=False)
    """The password was made by somebody else: its owner chooses another before anything else."""

    USERNAME_FIELD = "key"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role", "organisation"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        """What must hold whoever writes."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="account_role"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(organisation=""), name="account_of_somebody"),
        ]

    @property
    def actor(self) -> Actor:
        """Who writes, as the core knows them."""
        return Actor(self.key, Role(self.role), self.organisation)

    def is_verified(self) -> bool:
        """Replaced by the second factor's middleware; without it nobody is."""
        return False

    def has_perms(self, *_: object) -> bool:
        """Rights are the catalogue's, never Django's."""
        return False


class Access(models.Model):
    """A line of the log of signing in, beside the log of records: chained in the same way, never changed.

    ``subject``: the key of an account; of an attempt that failed a keyed digest of what was typed,
    because that can be a password. ``by``: who did it to somebody else.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    action = models.CharField(max_length=WORD)
    subject = models.CharField(max_length=WORD)
    by = models.CharField(max_length=WORD, blank=True)
    recorded = models.DateTimeField()
    previous = models.CharField(max_length=WORD, unique=True)
    hash = models.CharField(max_length=WORD)

    class Meta:
        """A chain has no forks: ``previous`` is unique."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="access_numbered")]


class Proposal(models.Model):
    """Something with an account that takes two people. ``action``: one of ``services.TWO_PEOPLE``."""

    action = models.CharField(max_length=WORD)
    subject = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    requested_by = models.CharField(max_length=WORD)
    requested = models.DateTimeField()
    decided_by = models.CharField(max_length=WORD, null=True)
    decided = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        """Two people, and neither of them the one whom it is about; one open proposal at a time."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")), name="proposal_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("subject"))
                & (Q(decided_by__isnull=True) | ~Q(decided_by=F("subject")) | Q(agreed=False)),
                name="proposal_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided__isnull=True, agreed__isnull=True)
                | Q(decided_by__isnull=False, decided__isnull=False, agreed__isnull=False),
                name="proposal_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["action", "subject"], condition=Q(decided_by__isnull=True), name="proposal_once"
            ),
        ]


class Mark(models.Model):
    """What this database is for. ``demo``: all in it is invented, and the demo's passwords open it."""

    word = models.CharField(max_length=WORD, primary_key=True)
