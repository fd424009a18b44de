"""Tables of a check from the screen: signed papers, orders given out, runs, cases taken in.

They hold what no record can: bytes that were signed, and who has a run in hand right
now. What is decided and found stands in records. All go with the record they hang on.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from inzage.register.running import Asking, Priority, Purpose, State, Steer

WORD = 64
DIGEST = 64
REASONS = 500
HANDS = (State.QUEUED, State.RUNNING)
RECORD = "register.Record"


class Paper(models.Model):
    """A signed mandate, byte for byte. ``sha256``: of its payload; ``about``: the record of the court's order."""

    sha256 = models.CharField(max_length=DIGEST, primary_key=True)
    about = models.ForeignKey(RECORD, models.CASCADE, related_name="+")
    envelope = models.BinaryField()


class GivenOrder(models.Model):
    """A check order as it was signed. ``live``: neither used nor withdrawn.

    ``record``: of kind ``controleopdracht``; ``consent``: the second person's, good for one order.
    """

    record = models.OneToOneField(RECORD, models.CASCADE, primary_key=True, related_name="+")
    activity = models.ForeignKey(RECORD, models.CASCADE, related_name="+")
    consent = models.OneToOneField(RECORD, models.CASCADE, related_name="+")
    mandate = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=128, unique=True)
    number = models.PositiveIntegerField()
    on = models.DateField()
    valid_days = models.PositiveIntegerField()
    envelope = models.BinaryField()
    live = models.BooleanField()

    class Meta:
        """One live order per check."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity"], condition=Q(live=True), name="order_one_live")
        ]


class Run(models.Model):
    """One check (or recount) on one machine, and who has it in hand.

    ``carriers``: as ``Laid.json``; ``folder``: where papers and case lie; ``born``: the start of process ``pid``,
    so that another one of that number is left alone; ``outcome``: of a recount; ``said``: the last sentences.
    ``due``: the last day on which it may begin; ``sat``: each time that it was in hand (``sittings``).
    """

    id = models.UUIDField(primary_key=True)
    purpose = models.CharField(max_length=WORD)
    activity = models.ForeignKey(RECORD, models.CASCADE, related_name="+")
    order = models.ForeignKey(GivenOrder, models.CASCADE, related_name="+")
    finding = models.ForeignKey(RECORD, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=WORD)
    asked = models.CharField(max_length=WORD, blank=True)
    machine = models.CharField(max_length=255)
    carriers = models.JSONField()
    folder = models.CharField(max_length=4096)
    actor = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    organisation = models.CharField(max_length=WORD)
    owner = models.CharField(max_length=255, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)
    pid = models.PositiveIntegerField(null=True)
    born = models.PositiveBigIntegerField(null=True)
    progress = models.JSONField(default=dict)
    outcome = models.JSONField(null=True)
    exit_code = models.IntegerField(null=True)
    said = models.JSONField(default=dict)
    priority = models.PositiveSmallIntegerField(default=Priority.ORDINARY.value)
    due = models.DateField(null=True)
    sat = models.JSONField(default=list)
    queued = models.DateTimeField()
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        """Words are of the closed lists, and a check is in one pair of hands."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="run_state"),
            models.CheckConstraint(condition=Q(asked__in=[one.value for one in Asking]), name="run_asked"),
            models.CheckConstraint(condition=Q(purpose__in=[one.value for one in Purpose]), name="run_purpose"),
            models.CheckConstraint(condition=Q(priority__in=[one.value for one in Priority]), name="run_priority"),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING.value) | (~Q(owner="") & Q(lease_until__isnull=False)),
                name="run_in_hand",
            ),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(state__in=[one.value for one in HANDS]), name="run_one_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["machine", "state", "queued"], name="run_waiting")]


class Intake(models.Model):
    """A case that was taken in, once. ``record``: of kind ``inname``; ``folder``: where its files lie."""

    record = models.OneToOneField(RECORD, models.CASCADE, primary_key=True, related_name="+")
    order = models.OneToOneField(GivenOrder, models.CASCADE, related_name="+")
    check_id = models.CharField(max_length=WORD, unique=True)
    code = models.CharField(max_length=WORD)
    folder = models.CharField(max_length=4096)


class Steering(models.Model):
    """What somebody did to the queue of a machine (``run`` is empty), or to one run in it. Added to, never changed.

    ``told``: what it was set to; ``line``: its line in the log, whose digest is of this row. It goes with its run.
    """

    id = models.UUIDField(primary_key=True)
    act = models.CharField(max_length=WORD)
    machine = models.CharField(max_length=255)
    organisation = models.CharField(max_length=WORD)
    actor = models.CharField(max_length=WORD)
    role = models.CharField(max_length=WORD)
    run = models.ForeignKey(Run, models.CASCADE, null=True, related_name="+")
    told = models.JSONField(default=dict)
    reasons = models.CharField(max_length=REASONS, blank=True)
    at = models.DateTimeField()
    line = models.PositiveBigIntegerField(unique=True)

    class Meta:
        """Acts are of the closed list; the last one on a queue is found without reading them all."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(act__in=[one.value for one in Steer]), name="steering_act")
        ]
        indexes: ClassVar = [models.Index(fields=["machine", "organisation", "line"], name="steering_last")]


class Machine(models.Model):
    """A machine whose workers take runs up: when one last gave a sign, how many runs at a time, what it lacks to begin.

    ``lacks``: a word of ``machines.LACKS``, or nothing; ``elsewhere``: the work itself is done on a cluster.
    """

    machine = models.CharField(max_length=255, primary_key=True)
    seen = models.DateTimeField()
    seats = models.PositiveIntegerField()
    cores = models.PositiveIntegerField()
    elsewhere = models.BooleanField(default=False)
    lacks = models.CharField(max_length=WORD, blank=True)
