"""How full a week is: pairs by day, and the share of their days that is taken, now and after one check more."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from inzage.register.guards import CHECKS
from inzage.register.rechecks import Turn
from inzage.register.values import Actor
from inzage.register.web.planning.staff import Roll
from inzage.register.web.planning.weeks import Week, activities, workers
from inzage.register.zones import day_of

A_DAY = 1
"""Checks that a pair does on a day: a visit takes most of it."""
WORKING = 5
"""Days of the week, from Monday, on which pairs are counted."""
AHEAD = 28
"""Days after a week in which what falls due is shown beside it, so that a quiet week can be filled."""
SOME = 5
"""Conditions shown for each region."""
FULL = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """People who carry out checks together, and how many on each day of the week."""

    name: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week. ``pairs``: that could be made; ``checks``: planned, under way or begun already."""

    day: date
    pairs: int
    checks: int

    @property
    def now(self) -> int | None:
        """Percent of what the pairs can do that is taken; None where there is no pair."""
        return self._share(self.checks)

    @property
    def after(self) -> int | None:
        """The same after one check more."""
        return self._share(self.checks + 1)

    @property
    def over(self) -> bool:
        """Whether more is planned than can be done."""
        return self.checks > self.pairs * A_DAY

    @property
    def full(self) -> bool:
        """Whether one more would be too many."""
        return self.checks + 1 > self.pairs * A_DAY

    def _share(self, checks: int) -> int | None:
        return round(FULL * checks / (self.pairs * A_DAY)) if self.pairs else None


@dataclass(frozen=True, slots=True)
class Room:
    """The week as pairs by days."""

    pairs: tuple[Pair, ...]
    days: tuple[Day, ...]


def room(by: Actor, week: Week, roll: Roll) -> Room:
    """Checks of one's own organisation in a week; called off, missed or expired ones take no room."""
    found = activities(by, week.first, week.moved(1).first).filter(kind__in=CHECKS)
    taken = found.filter(state__in=("gepland", "onderweg", "gedaan", "gestopt", "beoordeeld"))
    by_day, by_pair = Counter[date](), defaultdict[str, Counter[date]](Counter)
    for at, data in taken.values_list("happened", "data"):
        by_day[day_of(at)] += 1
        by_pair[" + ".join(sorted(workers(data)))][day_of(at)] += 1
    pairs = tuple(Pair(name, tuple(by_pair[name][day] for day in week.days)) for name in sorted(by_pair))
    return Room(pairs, tuple(Day(day, _pairs(roll, day), by_day[day]) for day in week.days))


def _pairs(roll: Roll, day: date) -> int:
    return roll.free_pairs(day) if day.weekday() < WORKING else 0


def next_in(week: Week, due: list[Turn], places: Mapping[UUID, str]) -> dict[str, list[Turn]]:
    """By region, the first of those that fall due until some weeks after a week and are not planned yet.

    ``due``: the earliest first. ``places``: the region by the key of the trajectory. Regions in the order of names.
    """
    last, told = week.days[-1] + timedelta(AHEAD), defaultdict[str, list[Turn]](list)
    for turn in due:
        region = told[_region(turn, places)]
        if turn.due and turn.due <= last and turn.planned is None and turn.plannable and len(region) < SOME:
            region.append(turn)
    return {name: told[name] for name in sorted(told) if told[name]}


def _region(turn: Turn, places: Mapping[UUID, str]) -> str:
    return places.get(turn.condition.trajectory_id, "") if turn.condition.trajectory_id else ""
