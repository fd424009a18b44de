"""What waits for somebody: late, soon, for their consent, and what the condition still leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from inzage.register import Kind
from inzage.register.allowance import NONE, Allowance, allowances
from inzage.register.due import WARN_DAYS, is_open
from inzage.register.faults import Refused
from inzage.register.guards import CHECKS
from inzage.register.indexing import Told
from inzage.register.models import Record
from inzage.register.moving import permitted
from inzage.register.values import Actor, Noun, Role
from inzage.register.web.finding import apart, page
from inzage.register.web.kinds import catalogue, kind_of
from inzage.register.web.listing import Row, rows
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t
from inzage.register.zones import day_of

PLANNED = ("gepland", "onderweg")


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


def mine(by: Actor) -> list[UUID]:
    """Trajectories that are assigned to somebody, as officer or deputy."""
    given = visible(by).filter(kind="toewijzing", state="geldig")
    as_officer, as_deputy = (
        given.alias(who=Told(field)).filter(who=by.key).values_list("trajectory", flat=True)
        for field in ("officer", "deputy")
    )
    return [key for key in as_officer.union(as_deputy) if key]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose work it is. ``own``: the trajectories of who asks; None for the whole organisation."""

    by: Actor
    own: list[UUID] | None

    def page(self, found: QuerySet[Record], order: str, number: int) -> tuple[list[Record], bool]:
        """Lines of a list that can hold anything."""
        parts = apart(self.by, found) if self.own is None else [found]
        return page(parts, order, number)

    def records(self) -> QuerySet[Record]:
        """What is asked of."""
        seen = visible(self.by)
        return seen if self.own is None else seen.filter(trajectory__in=self.own)


def scope(by: Actor, of: str) -> Scope:
    """Of one's own trajectories (``mij``) or of the whole organisation."""
    return Scope(by, mine(by) if of == "mij" else None)


def has_own_work(by: Actor) -> bool:
    """Whether a role has trajectories of its own."""
    return by.role in (Role.OFFICER, Role.EXPERT)


def late(of: Scope, day: date, number: int = 1) -> Page:
    """Open records whose day is past, the longest past first."""
    return _open(of.page(_leading(of.records().filter(due__lt=day)), "due", number), number)


def soon(of: Scope, day: date, number: int = 1) -> Page:
    """Open records that come due within the days of warning, without activities that have their own list."""
    until = day + timedelta(WARN_DAYS)
    ahead = of.records().filter(due__gte=day, due__lte=until).exclude(noun="activity", state__in=PLANNED)
    return _open(of.page(_leading(ahead), "due", number), number)


def planned(of: Scope, number: int = 1) -> Page:
    """Activities that are planned or under way, the first first."""
    found = of.records().filter(noun=Noun.ACTIVITY.value)
    if of.own is None:  # a part for each state, so that its index has them in order; no activity is shared
        ours = found.filter(organisation=of.by.organisation)
        return _open(page([ours.filter(state=state) for state in PLANNED], "happened", number), number)
    return _open(page([found.filter(state__in=PLANNED)], "happened", number), number)


def waiting_for_second(by: Actor, number: int = 1) -> Page:
    """What a colleague proposed and this actor may decide on."""
    pairs = list(_pairs_of_second(by.role))
    nouns = {kind.noun for kind, _ in pairs}
    wanted = Q(pk__in=[])
    for kind, states in pairs:
        wanted |= Q(kind=kind.code, version=kind.version, state__in=states)
    codes, states = {kind.code for kind, _ in pairs}, {state for _, some in pairs for state in some}
    found = visible(by).filter(wanted, kind__in=codes, state__in=states).exclude(actor=by.key)
    records, more = page(apart(by, found, nouns), "recorded", number)
    return Page(tasks([each for each in records if _may_decide(each, by)]), number, more)


def _pairs_of_second(role: Role) -> Iterator[tuple[Kind, set[str]]]:
    for kind in catalogue().kinds.values():
        arrows = kind.table.arrows.values()
        if states := {arrow.source for arrow in arrows if arrow.four_eyes and role in arrow.roles}:
            yield kind, states


def _leading(records: QuerySet[Record]) -> QuerySet[Record]:
    """Leave out states that nothing leads out of, in any kind: the rest is looked at one by one."""
    tables = [kind.table for kind in catalogue().kinds.values()]
    return records.filter(state__in={source for table in tables for source, _ in table.arrows})


def _open(found: tuple[list[Record], bool], number: int) -> Page:
    records, more = found
    return Page(tasks([each for each in records if is_open(catalogue(), each)]), number, more)


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


def tasks(records: Sequence[Record]) -> list[Task]:
    """Lines with their reasons."""
    allowed = allowances([record for record in records if record.kind in CHECKS])
    return [
        Task(row, say(kind_of(row.record).table.states[row.record.state]), leaves(row.record, allowed))
        for row in rows(records)
    ]


def leaves(record: Record, allowed: Mapping[UUID, Allowance]) -> str:
    """How many checks the condition still allows in the period that ends on the activity's day."""
    if record.kind not in CHECKS:
        return ""
    allowance = allowed[record.about_id] if record.about_id else NONE
    condition = allowance.condition
    terms = condition.data.get("parameters", {}).get("frequency") if condition else None
    if not terms:
        return t("De voorwaarde noemt geen frequentie.", "The condition names no frequency.")
    gone = allowance.used(record, day_of(record.happened), terms["per"])
    left = max(0, terms["at_most"] - gone)
    nl = f"Deze en hierna nog {max(0, left - 1)} van {terms['at_most']} controles per {terms['per']}"
    en = f"This one and {max(0, left - 1)} more of {terms['at_most']} checks per {PER_EN[terms['per']]}"
    if left == 0:
        return t("Alle controles van deze periode zijn gebruikt.", "All checks of this period are used.")
    return t(nl, en)


PER_EN = {"maand": "month", "kwartaal": "quarter", "halfjaar": "half year", "jaar": "year"}
