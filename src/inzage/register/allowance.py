"""What conditions still allow, for many activities at once: the same as ``guards.used`` says of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inzage.register.guards import CHECKS, MONTHS, back
from inzage.register.models import Record, Step
from inzage.register.zones import day_of


@dataclass(frozen=True, slots=True)
class Taken:
    """A check that takes one of those that a condition allows: begun, or planned for a day."""

    record: UUID
    day: date


@dataclass(frozen=True, slots=True)
class Allowance:
    """The newest version of the condition that an activity is about, and the checks under it."""

    condition: Record | None
    taken: tuple[Taken, ...]

    def used(self, record: Record, day: date, per: str) -> int:
        """Other checks under the condition in the period which ends on ``day``."""
        since = back(day, MONTHS[per])
        return sum(since < each.day <= day for each in self.taken if each.record != record.id)


NONE = Allowance(None, ())


def allowances(records: Iterable[Record]) -> Mapping[UUID, Allowance]:
    """By the root of what they are about; nothing for what is about nothing."""
    roots = {record.about_id for record in records if record.about_id}
    newest = Record.objects.filter(root__in=roots, corrected_by__isnull=True)
    conditions = {condition.root: condition for condition in newest}
    taken = _taken(roots)
    return {root: Allowance(conditions.get(root), tuple(taken[root])) for root in roots}


def _taken(roots: set[UUID]) -> Mapping[UUID, list[Taken]]:
    told = defaultdict[UUID, list[Taken]](list)
    steps = Step.objects.filter(record__about_id__in=roots, target__in=("onderweg", "gepland"))
    wanted = ("target", "happened", "record", "record__about_id", "record__happened", "record__state", "record__kind")
    for target, happened, record, root, planned, state, kind in steps.values_list(*wanted):
        if kind not in CHECKS:  # asked here, because in the statement it tempts SQLite to read all checks
            continue
        if target == "onderweg":
            told[root].append(Taken(record, day_of(happened)))
        elif state == "gepland":
            told[root].append(Taken(record, day_of(planned)))
    return told
