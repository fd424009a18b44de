"""Checks of data carriers: the order and its condition, what was presented, what was counted, disputed and looked at
again. The number that is finished is exactly the number asked for; beside them people stay away and checks stop.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil

from inzage.evaluation.capacity.frequencies import MONTHS, Frequency, back
from inzage.evaluation.invented.counting import Finished, count
from inzage.evaluation.invented.notes import Notes, Place, Step
from inzage.evaluation.invented.ordering import conditions
from inzage.evaluation.invented.presenting import present
from inzage.evaluation.invented.supervising import Under

WINDOW_DAYS, SETTLED_DAYS = 700, 8
AGAIN, APART_DAYS = 0.4, 60
OUTSIDE = 0.04
"""How often a check is made of somebody whom the court did not allow to be checked again yet."""
PILOT = 50
PROTOCOL = "00000000-0000-4000-8000-000000000050"
VERSIONS = ("inzage-0.1.0", "inzage-0.2.0")
MISSED, STOPPED, BEFORE_DAYS = 0.15, 0.06, 14
"""``STOPPED``: of those who may be checked twice within a quarter, so that few are."""
QUARTER_DAYS, NEW_DAYS = 91, 30
PAIR = ({"function": "toezichthouder"}, {"function": "digitaal-deskundige"})


@dataclass(slots=True)
class Checked:
    """A supervision in which checks are ordered: how often at most, and the days on which one was begun."""

    place: Place
    since: date
    until: date
    most: Frequency
    begun: list[date] = field(default_factory=list)
    last: date | None = None
    number: int = 0

    def room(self, day: date) -> int:
        """How many checks may still begin on a day, in the period that ends on it."""
        since = back(day, MONTHS[self.most.per])
        return self.most.times - sum(since < on <= day for on in self.begun)


def check(notes: Notes, under: Sequence[Under], checks: int) -> None:
    """The conditions of all who are or lately were under supervision, and ``checks`` finished checks among them."""
    lately = [one for one in under if one.until > notes.on - timedelta(days=WINDOW_DAYS)]
    those = [one for one in lately if one.number == 0 or notes.happens(0.6)]
    busy = ceil(checks * QUARTER_DAYS / max(1, _days_under(those, notes.on)))
    bound = [_bound(notes, one, max(1, busy) * notes.chance.choice((1, 2))) for one in those]
    for number in range(checks):
        day = _day(notes, number, checks)
        _finish(notes, _whose(notes, bound, day), day, number)


def _days_under(under: Iterable[Under], on: date) -> int:
    """Days on which somebody can be checked, of all together."""
    begins = on - timedelta(days=WINDOW_DAYS)
    return sum((min(one.until, on) - max(one.since + timedelta(days=NEW_DAYS), begins)).days for one in under)


def _bound(notes: Notes, one: Under, times: int) -> Checked:
    key, most = conditions(notes, one.place, one.since, one.until, times)
    return Checked(replace(one.place, about=key), one.since, one.until, most)


def _day(notes: Notes, number: int, of: int) -> date:
    """Spread over the window in the order of their numbers, the last of them more than a week ago."""
    ago = (of - number - notes.chance.random()) / of * (WINDOW_DAYS - SETTLED_DAYS)
    return notes.on - timedelta(days=SETTLED_DAYS + int(ago))


def _whose(notes: Notes, bound: Sequence[Checked], day: date) -> Checked:
    """Somebody who is under supervision that day, often somebody who was checked before. The first one always is.

    Now and then, and where there are too few people for so many checks, somebody who had as many as the court allows.
    """
    able = [one for one in bound if one.since + timedelta(days=NEW_DAYS) <= day < one.until]
    full, free = [one for one in able if one.room(day) < 1], [one for one in able if one.room(day) >= 1]
    those = full if full and notes.happens(OUTSIDE) else free or able
    apart = timedelta(days=APART_DAYS)
    again = [one for one in those if one.last and one.last + apart <= day]
    new = [one for one in those if one.last is None]
    return notes.chance.choice((again if again and (not new or notes.happens(AGAIN)) else new) or those)


def _finish(notes: Notes, one: Checked, day: date, number: int) -> None:
    """A check that was finished; before it, sometimes, one that was missed and, after the pilot, one that was stopped.

    A stopped check came to its end as well: in the pilot it would take the place of a finished one. It was begun, so
    that it counts for how often the court allows a check.
    """
    version = VERSIONS[number >= PILOT]
    before = day - timedelta(days=BEFORE_DAYS)
    if notes.happens(MISSED):
        _not_finished(notes, one.place, before, version, "niet_verschenen")
    elif number >= PILOT and one.room(before) > 0 and one.room(day) > 1 and notes.happens(STOPPED):
        _not_finished(notes, one.place, before, version, "gestopt")
        one.begun.append(before)
    carriers = present(notes, one.place, day)
    notice = notes.one_of(("aangekondigd", "onaangekondigd"), (75, 25))
    told: dict[str, object] = {
        "performers": list(PAIR),
        "notice": notice,
        "carriers": carriers,
        "method_version": version,
    }
    told["due"] = day.isoformat()
    if number < PILOT:
        told["enrolment"] = {"protocol": PROTOCOL, "number": number + 1}
    planned = day - timedelta(days=notes.chance.randint(7, 21))
    minutes = int(notes.chance.gauss(200 if version == VERSIONS[0] else 160, 40)) + 5 * len(carriers)
    steps: list[Step] = [("voorgenomen", planned), ("gepland", planned), ("onderweg", day)]
    steps.append(("gedaan", day, {"minutes": max(minutes, 30)}))
    if notes.happens(0.9):
        steps.append(("beoordeeld", notes.after(day, 1, 7)))
    key = notes.write("controle@2", planned, one.place, told, *steps)
    one.last, one.number = day, one.number + 1
    one.begun.append(day)
    done = Finished(day, one.number, carriers, notice == "aangekondigd")
    count(notes, replace(one.place, about=key), done)


def _not_finished(notes: Notes, place: Place, day: date, version: str, state: str) -> None:
    told = {"performers": list(PAIR), "notice": "aangekondigd", "carriers": ["computer"], "method_version": version}
    reason = {"niet_verschenen": notes.one_of(("aanvaardbaar", "niet-aanvaardbaar", "organisatie"), (50, 30, 20))}
    planned = day - timedelta(days=10)
    steps: list[Step] = [("voorgenomen", planned), ("gepland", planned)]
    if state == "gestopt":
        steps.append(("onderweg", day))
    steps.append((state, day, {"reason": reason.get(state, "techniek")}))
    notes.write("controle@2", planned, place, told, *steps, ("beoordeeld", day + timedelta(days=2)))
