"""The checks under many conditions at once: which were done, which take one of the court's number, who did not come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inzage.register.guards import CHECKS
from inzage.register.models import Step
from inzage.register.zones import day_of

TARGETS = ("gedaan", "onderweg", "gepland", "niet_verschenen")
FIELDS = ("target", "happened", "details", "record__about_id", "record__kind", "record__state", "record__happened")


@dataclass(frozen=True, slots=True)
class Past:
    """Checks under one condition, by day. ``taken``: begun, or planned and still to begin, as ``guards.used`` counts.

    ``planned``: those still to be done; ``missed``: no-shows, each with its reason.
    """

    done: tuple[date, ...] = ()
    taken: tuple[date, ...] = ()
    planned: tuple[date, ...] = ()
    missed: tuple[tuple[date, str], ...] = ()

    def last(self, today: date) -> date | None:
        """The last finished one up to today."""
        return max((day for day in self.done if day <= today), default=None)

    def missed_since(self, last: date | None) -> tuple[tuple[date, str], ...]:
        """No-shows after the last finished check."""
        return tuple(each for each in self.missed if last is None or each[0] > last)


NOTHING = Past()


def pasts(roots: Iterable[UUID]) -> Mapping[UUID, Past]:
    """By the condition's root; nothing for one without a check."""
    told = defaultdict[UUID, list[tuple[str, date, str]]](list)
    steps = Step.objects.filter(record__about_id__in=list(roots), target__in=TARGETS)
    for target, at, details, root, kind, state, planned in steps.values_list(*FIELDS):
        if kind not in CHECKS:  # asked here, because in the statement it tempts SQLite to read all checks
            continue
        if target != "gepland":
            told[root].append((target, day_of(at), str(details.get("reason", ""))))
        elif state in ("gepland", "onderweg"):
            told[root].append((f"{target} {state}", day_of(planned), ""))
    return {root: _past(found) for root, found in told.items()}


def _past(found: list[tuple[str, date, str]]) -> Past:
    def days(*targets: str) -> tuple[date, ...]:
        return tuple(sorted(day for target, day, _ in found if target in targets))

    missed = tuple(sorted((day, reason) for target, day, reason in found if target == "niet_verschenen"))
    ahead = days("gepland gepland", "gepland onderweg")
    return Past(days("gedaan"), days("onderweg", "gepland gepland"), ahead, missed)
