"""The tables: one for all records, one for their steps, one for the log, two for kinds, two for what was erased.

A record's row is written once; only ``state`` follows the last of its steps (``triggers``
hold to that). What was wrong is corrected by a new row. Why one table and not
eleven: docs/adr/0029.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from inzage.register.houses import Housed, OfRecord
from inzage.register.values import Noun, Role

NOUNS = [noun.value for noun in Noun]
ROLES = [role.value for role in Role]
WORD = 64


class KindVersion(models.Model):
    """A version of a kind as it was adopted; its digest keeps anybody from changing it afterwards."""

    code = models.CharField(max_length=WORD)
    version = models.PositiveIntegerField()
    noun = models.CharField(max_length=WORD)
    digest = models.CharField(max_length=WORD)
    retention_days = models.PositiveIntegerField()

    class Meta:
        """One row per version."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="kind_once"),
            models.CheckConstraint(condition=Q(noun__in=NOUNS), name="kind_noun"),
            models.CheckConstraint(condition=Q(retention_days__gte=1), name="kind_kept_for_a_term"),
        ]


class KindState(models.Model):
    """A state that records of a version may be in."""

    code = models.CharField(max_length=WORD)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=WORD)

    class Meta:
        """One row per state."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "version", "state"], name="state_once")]


class Record(models.Model):
    """Anything in the register: the shared header and the data of its kind.

    ``happened`` to ``ended``: when it was so; ``recorded``: when it was written. ``root``
    is the first version of a record that was corrected (its own id otherwise); ``about`` and
    ``trajectory`` point to roots. ``salt`` blinds the digest in the log.
    """

    id = models.UUIDField(primary_key=True)
    root = models.UUIDField(db_index=True)
    noun = models.CharField(max_length=WORD)
    kind = models.CharField(max_length=WORD)
    version = models.PositiveIntegerField()
    trajectory = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    happened = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=WORD)
    actor = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    data = models.JSONField()
    recorded = models.DateTimeField()
    salt = models.CharField(max_length=WORD)

    objects = Housed["Record"]()

    class Meta:
        """What must hold whoever writes, and what the lists of every day read (``indexing`` has more)."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(noun__in=NOUNS), name="record_noun"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="record_role"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("happened")), name="record_in_order"
            ),
            models.CheckConstraint(condition=~Q(actor="") & ~Q(organisation=""), name="record_has_maker"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, root=F("id")) | Q(corrects__isnull=False), name="record_root"
            ),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="record_not_itself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["trajectory", "happened"], name="record_timeline"),
            models.Index(fields=["kind", "happened"], name="record_kind"),
            models.Index(
                fields=["organisation", "state", "due", "id", "noun", "kind", "version"],
                condition=Q(due__isnull=False),
                name="record_due",
            ),
            models.Index(fields=["organisation", "kind", "-happened", "id"], name="record_house_kind"),
            models.Index(fields=["organisation", "kind", "state", "-happened", "id"], name="record_house_state"),
            models.Index(fields=["organisation", "noun", "state", "happened", "id"], name="record_house_noun"),
            models.Index(
                fields=["organisation", "kind", "corrects"],
                condition=Q(corrects__isnull=False),
                name="record_correcting",
            ),
        ]


class Step(models.Model):
    """A state that a record entered; the first has no ``source``. ``requested_by``: whom the second consents to."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="steps")
    place = models.PositiveIntegerField()
    source = models.CharField(max_length=WORD, blank=True)
    target = models.CharField(max_length=WORD)
    actor = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    four_eyes = models.BooleanField()
    requested_by = models.CharField(max_length=WORD, null=True)
    details = models.JSONField()
    happened = models.DateTimeField()
    recorded = models.DateTimeField()

    objects = OfRecord["Step"]()

    class Meta:
        """Four eyes are two people; one step per place, so that of two at once one is refused."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "place"], name="step_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="step_moves"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="step_role"),
            models.CheckConstraint(
                condition=Q(four_eyes=False) | (Q(requested_by__isnull=False) & ~Q(requested_by=F("actor"))),
                name="step_four_eyes",
            ),
        ]


class Entry(models.Model):
    """A line of the log. No key leads to what it is about, so that erasing that leaves the chain whole.

    ``subject``: the record's id; ``place``: the step's, 0 when made. ``digest``: over
    salt and content. ``clock_back``: the machine's clock stood before the line above.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    action = models.CharField(max_length=WORD)
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=WORD)
    place = models.PositiveIntegerField()
    actor = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    recorded = models.DateTimeField()
    clock_back = models.BooleanField()
    digest = models.CharField(max_length=WORD)
    previous = models.CharField(max_length=WORD, unique=True)
    hash = models.CharField(max_length=WORD)

    class Meta:
        """A chain has no forks: ``previous`` is unique."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="entry_numbered")]


class Erasure(models.Model):
    """An act of erasing: on which decision, of what, and how many per kind. It counts once its line is in the log.

    ``line`` is checked when the transaction ends, so that nothing can go without a line.
    ``decision`` is unique: two people agree to one erasure. ``request``: the person's, where one was granted.
    """

    line = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")
    decision = models.UUIDField(unique=True)
    subject = models.UUIDField()
    request = models.UUIDField(null=True)
    counts = models.JSONField()


class Gone(models.Model):
    """The key of a record that was erased. It stays, so that the record cannot come back."""

    record = models.UUIDField(primary_key=True)
    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="gone")


from inzage.register import permits as permits  # noqa: E402, PLC0414 (here Django looks for tables)
from inzage.register.running import tables as tables  # noqa: E402, PLC0414 (here Django looks for tables)
