"""Who can be planned for a check: training that counts on that day, exposure to images, what is planned already."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inzage.register import words
from inzage.register.values import Actor
from inzage.register.web.planning.weeks import activities, workers
from inzage.register.web.reading import visible
from inzage.register.web.saying import say, t

WINDOW = 90
"""Days over which minutes of exposure are added up."""
CAP = 600
"""Minutes in those days from which somebody is spared. No published norm was found: an assumption, said so."""
NEAR = 30
"""Days before its end in which a training is said to run out."""
FUNCTIONS = ("toezichthouder", "digitaal-deskundige")
"""Functions in which somebody carries out a check."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff. ``until``: the last day of a training that counts on the day asked."""

    key: str
    functions: str
    until: date | None
    ending: bool
    minutes: int
    planned: int

    @property
    def trained(self) -> bool:
        """Whether a training counts."""
        return self.until is not None

    @property
    def spared(self) -> bool:
        """Whether they looked at images for so long that they are not planned for a while."""
        return self.minutes >= CAP

    @property
    def offered(self) -> bool:
        """Whether they can be planned at all."""
        return self.trained and not self.spared

    @property
    def why_not(self) -> str:
        """Why they cannot be planned; empty where they can."""
        if not self.trained:
            return t("geen geldige opleiding", "no valid training")
        if self.spared:
            return t(f"{self.minutes} minuten beelden, grens {CAP}", f"{self.minutes} minutes of images, limit {CAP}")
        return ""


@dataclass(frozen=True, slots=True)
class Roll:
    """Staff who carry out checks, with their trainings (from, until) and exposure (day, minutes), for any day."""

    people: tuple[tuple[str, tuple[str, ...]], ...]
    terms: Mapping[str, list[tuple[str, str]]]
    exposed: Mapping[str, list[tuple[str, int]]]

    def until(self, key: str, day: date) -> date | None:
        """The last day of the training that counts on ``day``."""
        said = day.isoformat()
        found = [until for since, until in self.terms.get(key, []) if since <= said <= until]
        return date.fromisoformat(max(found)) if found else None

    def minutes(self, key: str, day: date) -> int:
        """Of exposure in the window that ends on ``day``."""
        since, until = (day - timedelta(WINDOW)).isoformat(), day.isoformat()
        return sum(minutes for on, minutes in self.exposed.get(key, []) if since <= on <= until)

    def free_pairs(self, day: date) -> int:
        """How many pairs those make who can be planned on a day."""
        able = [key for key, _ in self.people if self.until(key, day) and self.minutes(key, day) < CAP]
        return len(able) // 2


def roll(by: Actor, subject: str) -> Roll:
    """Active staff of one's own organisation, by key."""
    found = visible(by).filter(organisation=by.organisation, kind="medewerker", state="actief").order_by("data__key")
    told = [(data["key"], tuple(data["functions"])) for data in found.values_list("data", flat=True)]
    people = tuple((key, functions) for key, functions in told if set(functions) & set(FUNCTIONS))
    return Roll(people, _terms(by, subject), _exposed(by))


def members(by: Actor, day: date, subject: str) -> list[Member]:
    """Those staff, as they stand on ``day``."""
    found = roll(by, subject)
    busy = Counter(key for data in _data(by, day) for key in workers(data))
    return [_member(found, key, functions, day, busy[key]) for key, functions in found.people]


def _member(found: Roll, key: str, functions: tuple[str, ...], day: date, planned: int) -> Member:
    said = ", ".join(say(words.value("function", each)) for each in functions)
    until = found.until(key, day)
    ending = until is not None and until <= day + timedelta(NEAR)
    return Member(key, said, until, ending, found.minutes(key, day), planned)


def _terms(by: Actor, subject: str) -> Mapping[str, list[tuple[str, str]]]:
    """Finished trainings in a subject."""
    found = visible(by).filter(organisation=by.organisation, kind="opleiding", state="gevolgd", data__subject=subject)
    told = defaultdict[str, list[tuple[str, str]]](list)
    for data in found.values_list("data", flat=True):
        told[data["person"]].append((data["valid_from"], data["valid_until"]))
    return told


def _exposed(by: Actor) -> Mapping[str, list[tuple[str, int]]]:
    found = visible(by).filter(organisation=by.organisation, kind="beeldbelasting").exclude(state="ingetrokken")
    told = defaultdict[str, list[tuple[str, int]]](list)
    for data in found.values_list("data", flat=True):
        told[data["person"]].append((data["on"], data["minutes"]))
    return told


def _data(by: Actor, day: date) -> list[dict[str, Any]]:
    """Of what is planned in the seven days from ``day``."""
    found = activities(by, day, day + timedelta(7)).filter(state__in=("gepland", "onderweg"))
    return list(found.values_list("data", flat=True))
