"""Conditions that are not being executed: why, since when, and for how many days; the longest waiting first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from inzage.register import words
from inzage.register.conditions import gaps
from inzage.register.models import Record, Step
from inzage.register.values import Actor
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say

NOT_EXECUTED = "niet_uitgevoerd"


@dataclass(frozen=True, slots=True)
class Idle:
    """A condition: the reason of the present gap, since when, its days, and those of all gaps together."""

    row: Row
    reason: str
    since: date
    days: int
    whole: int


def idle(by: Actor) -> QuerySet[Record]:
    """Those of one's own organisation, the oldest gap first."""
    begun = Step.objects.filter(record__root=OuterRef("root"), target=NOT_EXECUTED).order_by("-happened")
    found = visible(by).filter(organisation=by.organisation, noun="mandate", state=NOT_EXECUTED)
    return found.annotate(idle_since=Subquery(begun.values("happened")[:1])).order_by("idle_since", "id")


def idles(found: list[Record], today: date) -> list[Idle]:
    """Lines for conditions; one whose gap is still to begin has none."""
    return [line for row in rows(found) for line in _line(row, today)]


def _line(row: Row, today: date) -> list[Idle]:
    found = gaps(row.record, today)
    if not found:
        return []
    reason = say(words.value("reason", found[-1].reason))
    return [Idle(row, reason, found[-1].since, found[-1].days, sum(each.days for each in found))]
