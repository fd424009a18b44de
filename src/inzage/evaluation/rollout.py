"""In which order something was brought in: who was next is written down before anybody looks.

A place in the order is a group and the day from which it was brought in there: ``noord-2025-03-01``. A group without
a day has none yet. The group ``overal`` is everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

EVERYWHERE = "overal"
DAY = 3
"""How many parts of a place are its day."""


@dataclass(frozen=True, slots=True)
class Place:
    """A group and the first day on which what was brought in holds for it; None where the day is not registered."""

    group: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Rollout:
    """The places in the order in which they were registered."""

    places: tuple[Place, ...]

    @property
    def dated(self) -> tuple[Place, ...]:
        """Those that have a day, the earliest first."""
        found = [(place.since, place) for place in self.places if place.since]
        return tuple(place for _, place in sorted(found, key=lambda each: (each[0], each[1].group)))

    def since(self, group: str) -> date | None:
        """From which day it holds for a group; None where it has no place, or no day."""
        days = {place.group: place.since for place in self.places}
        return days.get(group, days.get(EVERYWHERE))

    def knows(self, group: str) -> bool:
        """Whether a group has a place in the order, alone or with everybody."""
        return bool({group, EVERYWHERE} & {place.group for place in self.places})


def rollout(order: Sequence[str]) -> Rollout:
    """The order of a protocol, read. A group stands in it once; of one that stands twice the first counts."""
    places: dict[str, Place] = {}
    for place in map(_place, order):
        places.setdefault(place.group, place)
    return Rollout(tuple(places.values()))


def _place(text: str) -> Place:
    parts = text.split("-")
    day = _day("-".join(parts[-DAY:]))
    return Place("-".join(parts[:-DAY]), day) if day and len(parts) > DAY else Place(text, None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
