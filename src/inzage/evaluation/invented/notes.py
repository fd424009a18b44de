"""What the invented service writes down: chance from one seed, and records as events and spans up to a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from inzage.evaluation.rows import Event, Rows, Span

Step = tuple[str, date] | tuple[str, date, Mapping[str, Any]]
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record hangs: on whom, in which trajectory, about which record."""

    person: str = ""
    trajectory: str = ""
    about: str = ""


NOBODY = Place()


@dataclass(slots=True)
class Notes:
    """Everything written so far. ``on``: the day of the extraction; what is later is not there yet."""

    seed: int
    on: date
    chance: Random = field(init=False)
    _written: int = 0
    _events: list[Event] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Chance starts over with each seed."""
        self.chance = Random(self.seed)  # noqa: S311 (invented rows, and the same ones for the same seed)

    def happens(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.chance.random() < share

    def one_of(self, words: Sequence[str], weights: Sequence[int] | None = None) -> str:
        """One of some words, with weights or evenly."""
        return self.chance.choices(words, weights)[0]

    def after(self, day: date, at_least: int, at_most: int) -> date:
        """A day that many days later, evenly."""
        return day + timedelta(days=self.chance.randint(at_least, at_most))

    def waited(self, day: date, mean_days: float) -> date:
        """A day after an exponential wait."""
        return day + timedelta(days=1 + int(self.chance.expovariate(1 / mean_days)))

    def write(self, kind: str, day: date, place: Place, attributes: Mapping[str, Any], *steps: Step) -> str:
        """A record that came to be on a day, and the states it went through; its key. Nothing after ``on`` is kept."""
        self._written += 1
        key = f"{kind.partition('@')[0]}-{self._written:06d}"
        if day > self.on:
            return key
        about = {"source": key, "about": place.about, "trajectory": place.trajectory}
        self._events.append(Event(place.person, day, kind, dict(attributes), **about))
        begun = [(*step, {})[:3] for step in steps if step[1] <= self.on]
        ends = [*(step[1] for step in begun[1:]), None]
        self._spans += [
            Span(place.person, since, until, kind, state, dict(reasons), key)
            for (state, since, reasons), until in zip(begun, ends, strict=True)
        ]
        return key

    def rows(self) -> Rows:
        """Everything in order of time."""
        events = sorted(self._events, key=lambda event: (event.on, event.source))
        spans = sorted(self._spans, key=lambda span: (span.since, span.source))
        return Rows(tuple(events), tuple(spans), self.on)
