"""A week of activities: which, in which region, by whom; and how many there were and will be in the weeks around it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from inzage.register.models import Record
from inzage.register.values import Actor, Noun, Scope
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible
from inzage.register.web.saying import t
from inzage.register.zones import AMSTERDAM, day_of

AHEAD = ("voorgenomen", "gepland", "onderweg")
"""States of what is still to be done."""
CALLED_OFF = "afgezegd"
BEFORE, AFTER = 4, 7
"""Weeks around the present one that are counted."""
DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday, as ISO 8601 numbers it."""

    first: date

    @property
    def code(self) -> str:
        """Such as ``2026-W48``."""
        year, number, _ = self.first.isocalendar()
        return f"{year}-W{number:02d}"

    @property
    def number(self) -> int:
        """Its number in the year."""
        return self.first.isocalendar().week

    @property
    def days(self) -> list[date]:
        """Monday to Sunday."""
        return [self.first + timedelta(n) for n in range(DAYS)]

    def moved(self, weeks: int) -> "Week":
        """So many weeks on."""
        return Week(self.first + timedelta(weeks * DAYS))


FAR = 50
"""Years from today in which a week can be asked for."""


def week_of(asked: str, today: date) -> Week:
    """The week that was asked for, or the present one where that is none."""
    here = today - timedelta(today.weekday())
    try:
        first = date.fromisoformat(f"{asked}-1")
    except ValueError:
        return Week(here)
    return Week(first if abs(first.year - today.year) <= FAR else here)


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity of the week: on which day, in which region, by whom."""

    key: UUID
    day: date
    region: str
    workers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many activities a region or a worker has on each day of the week."""

    name: str
    days: tuple[int, ...]

    @property
    def whole(self) -> int:
        """In all the week."""
        return sum(self.days)


@cache
def codes() -> tuple[str, ...]:
    """Kinds of activities with or on somebody under supervision."""
    found = {k.code for k in catalogue().kinds.values() if k.noun is Noun.ACTIVITY and k.scope is Scope.PERSON}
    return tuple(sorted(found))


def activities(by: Actor, since: date, until: date) -> QuerySet[Record]:
    """Those of one's own organisation from ``since`` up to, not including, ``until``."""
    begin, end = (datetime.combine(day, time(), AMSTERDAM) for day in (since, until))
    found = visible(by).filter(kind__in=codes(), happened__gte=begin, happened__lt=end)
    return found.filter(organisation=by.organisation)


def planned(by: Actor, week: Week) -> list[Planned]:
    """What is still to be done in a week, in order."""
    found = activities(by, week.first, week.moved(1).first).filter(state__in=AHEAD)
    places = visible(by).filter(noun=Noun.TRAJECTORY.value, root__in=found.values("trajectory"))
    regions = defaultdict(str, {root: str(data.get("region", "")) for root, data in places.values_list("root", "data")})
    told = found.order_by("happened", "id").values_list("root", "happened", "trajectory", "data")
    return [Planned(root, day_of(at), regions[place] if place else "", workers(data)) for root, at, place, data in told]


def workers(data: dict[str, list[dict[str, str]]]) -> tuple[str, ...]:
    """Keys of the staff of an activity."""
    return tuple(each["key"] for each in data.get("performers", []))


def per_region(found: Iterable[Planned], week: Week) -> list[Tally]:
    """By region, in the order of their names."""
    return _tallies(found, week, lambda each: (each.region,))


def per_worker(found: Iterable[Planned], week: Week) -> list[Tally]:
    """By worker, in the order of their keys."""
    return _tallies(found, week, lambda each: each.workers)


def _tallies(found: Iterable[Planned], week: Week, names: Callable[[Planned], tuple[str, ...]]) -> list[Tally]:
    counted = defaultdict[str, Counter[date]](Counter)
    for each in found:
        for name in names(each):
            counted[name][each.day] += 1
    return [Tally(name, tuple(counted[name][day] for day in week.days)) for name in sorted(counted)]


def weekly(by: Actor, week: Week) -> dict[str, int]:
    """Activities that were not called off in each of the weeks around one, by what the week is called."""
    first, last = week.moved(-BEFORE), week.moved(AFTER + 1)
    found = activities(by, first.first, last.first).exclude(state=CALLED_OFF).values_list("happened", flat=True)
    counted = Counter((day_of(at) - first.first).days // DAYS for at in found)
    around = [first.moved(n) for n in range(BEFORE + AFTER + 1)]
    return {t(f"week {each.number}", f"week {each.number}"): counted[n] for n, each in enumerate(around)}
