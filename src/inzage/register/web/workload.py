"""What waits for somebody: late, soon, for their consent, and what the condition still leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from inzage.register.due import WARN_DAYS, is_open
from inzage.register.faults import Refused
from inzage.register.guards import CHECKS, condition_of, used
from inzage.register.models import Record
from inzage.register.moving import permitted
from inzage.register.values import Actor, Role
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t

PLANNED = ("gepland", "onderweg")
PAGE = 50
"""Lines of one list; more are a page further."""


@dataclass(frozen=True, slots=True)
class Task:
    """A line of work: the record, why it is here, and what the condition leaves (empty where there is none)."""

    row: Row
    reason: str
    leaves: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a list, and whether there are more."""

    tasks: list[Task]
    number: int
    more: bool


def mine(by: Actor) -> QuerySet[Record, Any]:
    """Trajectories that are assigned to somebody, as officer or deputy."""
    holds = Q(data__officer=by.key) | Q(data__deputy=by.key)
    return visible(by).filter(holds, kind="toewijzing", state="geldig").values("trajectory")


def scope(by: Actor, of: str) -> QuerySet[Record]:
    """What this actor sees, of their own trajectories (``mij``) or of the whole organisation."""
    seen = visible(by).select_related("trajectory__about", "about")
    return seen.filter(trajectory__in=mine(by)) if of == "mij" else seen


def has_own_work(by: Actor) -> bool:
    """Whether a role has trajectories of its own."""
    return by.role in (Role.OFFICER, Role.EXPERT)


def late(records: QuerySet[Record], day: date, number: int = 1) -> Page:
    """Open records whose day is past, the longest past first."""
    return _page(_open(records.filter(due__lt=day).order_by("due", "id")), number)


def soon(records: QuerySet[Record], day: date, number: int = 1) -> Page:
    """Open records that come due within the days of warning, without activities that have their own list."""
    until = day + timedelta(WARN_DAYS)
    ahead = records.filter(due__gte=day, due__lte=until).exclude(noun="activity", state__in=PLANNED)
    return _page(_open(ahead.order_by("due", "id")), number)


def planned(records: QuerySet[Record], number: int = 1) -> Page:
    """Activities that are planned or under way, the first first."""
    return _page(records.filter(noun="activity", state__in=PLANNED).order_by("happened", "id"), number)


def waiting_for_second(by: Actor, number: int = 1) -> Page:
    """What a colleague proposed and this actor may decide on."""
    found = visible(by).filter(_pairs_of_second(by.role)).exclude(actor=by.key).order_by("recorded", "id")
    return _page(found.select_related("trajectory__about", "about"), number, keep=by)


def _pairs_of_second(role: Role) -> Q:
    wanted = Q(pk__in=[])
    for kind in catalogue().kinds.values():
        arrows = kind.table.arrows.values()
        states = {arrow.source for arrow in arrows if arrow.four_eyes and role in arrow.roles}
        if states:
            wanted |= Q(kind=kind.code, version=kind.version, state__in=states)
    return wanted


def _open(records: QuerySet[Record]) -> QuerySet[Record]:
    """Leave out states that nothing leads out of, in any kind: the rest is looked at one by one."""
    tables = [kind.table for kind in catalogue().kinds.values()]
    leads = {source for table in tables for source, _ in table.arrows}
    return records.filter(state__in=leads)


def _page(records: QuerySet[Record], number: int, keep: Actor | None = None) -> Page:
    first = (number - 1) * PAGE
    found = list(records[first : first + PAGE + 1])
    shown = [each for each in found[:PAGE] if (_may_decide(each, keep) if keep else is_open(catalogue(), each))]
    return Page(tasks(shown), number, len(found) > PAGE)


def _may_decide(record: Record, by: Actor) -> bool:
    kind = kind_of(record)
    for source, target in kind.table.arrows:
        if source == record.state and kind.table.arrows[source, target].four_eyes:
            try:
                permitted(kind, source, target, by, record.actor)
            except Refused:
                continue
            return True
    return False


def tasks(records: Iterable[Record]) -> list[Task]:
    """Lines with their reasons."""
    return [
        Task(row, say(kind_of(row.record).table.states[row.record.state]), leaves(row.record)) for row in rows(records)
    ]


def leaves(record: Record) -> str:
    """How many checks the condition still allows in the period that ends on the activity's day."""
    if record.kind not in CHECKS:
        return ""
    condition = condition_of(record)
    terms = condition.data.get("parameters", {}).get("frequency") if condition else None
    if not terms:
        return t("De voorwaarde noemt geen frequentie.", "The condition names no frequency.")
    gone = used(record, record.happened.date(), terms["per"])
    left = max(0, terms["at_most"] - gone)
    nl = f"Deze en hierna nog {max(0, left - 1)} van {terms['at_most']} controles per {terms['per']}"
    en = f"This one and {max(0, left - 1)} more of {terms['at_most']} checks per {PER_EN[terms['per']]}"
    if left == 0:
        return t("Alle controles van deze periode zijn gebruikt.", "All checks of this period are used.")
    return t(nl, en)


PER_EN = {"maand": "month", "kwartaal": "quarter", "halfjaar": "half year", "jaar": "year"}
