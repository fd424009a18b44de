"""Who can be planned for a check: training that counts on that day, exposure to images, what is planned already."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inzage.register import words
from inzage.register.values import Actor
from inzage.register.web.planning.weeks import activities, workers
from inzage.register.web.reading import visible
from inzage.register.web.saying import say

WINDOW = 90
"""Days over which minutes of exposure are added up."""
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
        """Whether they can be planned at all."""
        return self.until is not None


def members(by: Actor, day: date, subject: str) -> list[Member]:
    """Active staff who carry out checks, by key, as they stand on ``day``."""
    until, minutes = _trained(by, day, subject), _exposure(by, day)
    busy = Counter(key for data in _data(by, day) for key in workers(data))
    found = visible(by).filter(organisation=by.organisation, kind="medewerker", state="actief").order_by("data__key")
    told = [data for data in found.values_list("data", flat=True) if set(data["functions"]) & set(FUNCTIONS)]
    return [_member(data, day, until.get(data["key"]), (minutes[data["key"]], busy[data["key"]])) for data in told]


def _member(data: Mapping[str, Any], day: date, until: date | None, counts: tuple[int, int]) -> Member:
    functions = ", ".join(say(words.value("function", each)) for each in data["functions"])
    ending = until is not None and until <= day + timedelta(NEAR)
    return Member(data["key"], functions, until, ending, *counts)


def _trained(by: Actor, day: date, subject: str) -> dict[str, date]:
    """The last day of each one's training in a subject, where that counts on ``day``."""
    found = visible(by).filter(organisation=by.organisation, kind="opleiding", state="gevolgd", data__subject=subject)
    counting = [
        (data["person"], date.fromisoformat(data["valid_until"]))
        for data in found.values_list("data", flat=True)
        if data["valid_from"] <= day.isoformat() <= data["valid_until"]
    ]
    return {person: max(until for each, until in counting if each == person) for person, _ in counting}


def _exposure(by: Actor, day: date) -> Counter[str]:
    since = (day - timedelta(WINDOW)).isoformat()
    found = visible(by).filter(organisation=by.organisation, kind="beeldbelasting", data__on__gte=since)
    minutes = Counter[str]()
    for data in found.values_list("data", flat=True):
        minutes[data["person"]] += data["minutes"]
    return minutes


def _data(by: Actor, day: date) -> list[dict[str, Any]]:
    """Of what is planned in the seven days from ``day``."""
    found = activities(by, day, day + timedelta(7)).filter(state__in=("gepland", "onderweg"))
    return list(found.values_list("data", flat=True))
