"""Conditions in force whose next check falls due: the earliest day first, whoever it is on."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import QuerySet

from inzage.register.conditions import last_check
from inzage.register.guards import CHECKS, used
from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import t
from inzage.register.web.workload import PER_EN
from inzage.register.zones import day_of

CONDITION, RUNNING = "voorwaarde-controle", "lopend"


@dataclass(frozen=True, slots=True)
class Recheck:
    """A condition: when its last check was, for when the next is planned, and what its frequency still allows."""

    row: Row
    last: date | None
    planned: date | None
    left: int
    says: str


def conditions(by: Actor, today: date) -> QuerySet[Record]:
    """Those in execution and within their term."""
    found = visible(by).filter(organisation=by.organisation, kind=CONDITION, state=RUNNING)
    day = today.isoformat()
    return found.filter(data__from__lte=day, data__to__gte=day)


def falling_due(by: Actor, today: date) -> QuerySet[Record]:
    """Those with a day for the next check, the earliest first."""
    return conditions(by, today).filter(due__isnull=False).select_related("trajectory__about").order_by("due", "id")


def without_day(by: Actor, today: date) -> int:
    """How many have none."""
    return conditions(by, today).filter(due__isnull=True).count()


def rechecks(found: list[Record], today: date) -> list[Recheck]:
    """Lines for conditions."""
    return [_recheck(row, today) for row in rows(found)]


def _recheck(row: Row, today: date) -> Recheck:
    terms = row.record.data.get("parameters", {}).get("frequency")
    left, says = left_of(row.record, today) if terms else (0, t("noemt geen frequentie", "names no frequency"))
    return Recheck(row, last_check(row.record, today), _planned(row.record), left, says)


def left_of(condition: Record, today: date) -> tuple[int, str]:
    """How many checks the frequency still allows in the period up to today, and the same in words."""
    terms = condition.data["parameters"]["frequency"]
    most, per = terms["at_most"], terms["per"]
    # the next check is no record yet: one that is nowhere stands in for it
    left = max(0, most - used(Record(id=uuid4(), about_id=condition.root), today, per))
    return left, t(f"nog {left} van {most} per {per}", f"{left} left of {most} a {PER_EN[per]}")


def _planned(condition: Record) -> date | None:
    ahead = Record.objects.filter(about_id=condition.root, kind__in=CHECKS, corrected_by__isnull=True)
    first = ahead.filter(state__in=("gepland", "onderweg")).order_by("happened").first()
    return day_of(first.happened) if first else None
