"""People cut into stretches of time, in each of which what they are exposed to stays the same.

References: T.M. Therneau and P.M. Grambsch, Modeling Survival Data (2000), 3.7: rows (start, stop]; S. Suissa, Am. J.
Epidemiol. 167 (2008) 492: the time before an exposure is not exposed (immortal time).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from inzage.evaluation import Unit
from inzage.evaluation.estimators.needs import need

METHOD = "blootstelling in de tijd"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A person was followed from after day ``start`` up to and with day ``stop``, counted from time zero.

    ``happened``: the event came at ``stop``. ``values``: what held all that time, by name; known at ``start``, never
    learned from what came later.
    """

    person: str
    start: float
    stop: float
    happened: bool
    values: Mapping[str, float] = field(default_factory=dict)


HALF_A_DAY = 0.5


def time_varying(units: Sequence[Unit], kind: str, event: str, marks: Sequence[str] = ()) -> tuple[Stretch, ...]:
    """Each unit cut where its exposure to ``kind`` begins or ends; ``values[kind]`` is 1 in exposed stretches, else 0.

    This is the only way from exposures to a hazard: nobody counts as exposed before the day on which it began, so
    nobody is called "ever exposed". An event on the very day of a change counts for what was before it, because a
    cause precedes. An exposure that began before time zero holds from the start. ``marks``: numbers of the unit that
    were known at time zero, taken along. An event on day 0 is placed half a day later, or it would have no time in
    which it could come; who left on day 0 without one was not followed. Units whose outcome is ``missing`` stay out.
    Raises NothingToCount where no unit is left, or where a mark is not known of all.
    """
    found = tuple(each for unit in units if not unit.missing for each in _cut(unit, kind, event, marks))
    need(bool(found), METHOD, "ten minste één eenheid die is gevolgd", "at least one unit that was followed")
    return found


def _cut(unit: Unit, kind: str, event: str, marks: Sequence[str]) -> Iterator[Stretch]:
    happened = unit.event == event
    stop = max(float(unit.days), HALF_A_DAY if happened else 0.0)
    spans = _exposed(unit, kind)
    inside = {day for span in spans for day in span if 0 < day < stop}
    for start, end in pairwise(sorted({0.0, stop, *inside})):
        exposed = any(since <= start < until for since, until in spans)
        values = {kind: float(exposed), **_known(unit, marks)}
        yield Stretch(unit.person, start, end, happened and end == stop, values)


def _exposed(unit: Unit, kind: str) -> list[tuple[float, float]]:
    """The days of a unit's exposures, from and until, counted from its time zero."""
    return [
        (float((each.since - unit.zero).days), float("inf") if each.until is None else (each.until - unit.zero).days)
        for each in unit.exposures
        if each.kind == kind
    ]


def _known(unit: Unit, marks: Sequence[str]) -> dict[str, float]:
    for mark in marks:
        known = isinstance(unit.marks.get(mark), int | float)
        need(known, METHOD, f"van elke eenheid een getal voor {mark}", f"a number for {mark} of each unit")
    return {mark: float(unit.marks[mark]) for mark in marks}


def several(stretches: Sequence[Stretch]) -> bool:
    """Whether a person is there more than once at a time or with more than one event, so that rows are not alone."""
    held: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        held.setdefault(stretch.person, []).append(stretch)
    return any(_repeats(sorted(each, key=lambda row: (row.start, row.stop))) for each in held.values())


def _repeats(rows: Sequence[Stretch]) -> bool:
    overlap = any(later.start < earlier.stop for earlier, later in pairwise(rows))
    return overlap or sum(row.happened for row in rows) > 1
