"""E2, time and intrusion: hours, staff hours, what machine and human opened, and how that changes with practice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median as middle_of

from inzage.evaluation import Cohort, Figure, Period, Protocol, Result, Rows, Trend, Unit
from inzage.evaluation.answering import answered
from inzage.evaluation.check_figures import (
    EVERY_LOOK,
    HOURS,
    HOURS_P90,
    NO_MINUTES,
    NO_STAFF,
    STAFF,
    TIMES_ONCE,
    Group,
    groups,
    has,
    hours,
    no_version,
    side_by_side,
    tells,
    without,
)
from inzage.evaluation.checks import KINDS, units
from inzage.evaluation.estimators.durations import median, p90, ratio
from inzage.evaluation.figuring import Places, at, those
from inzage.evaluation.questions import Question
from inzage.words import Words

CODE = "E2"
THOUSAND = 1000
BLOCK = 10
"""So many checks after each other make one point of the learning curve."""


def select(rows: Rows, _: Protocol) -> Cohort:
    """Every finished check, in order of entry. ``missing``: of neither it nor its staff is a time known."""
    return Cohort(tuple(_timed(unit) for unit in units(rows)), rows.extracted_on)


def _timed(unit: Unit) -> Unit:
    known = unit.marks["minutes"], unit.marks["staff_minutes"]
    return replace(unit, event="", missing=known == (None, None))


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Per version of the method its times, what was opened, and the learning curve."""
    found = groups(cohort, protocol)
    return answered(
        cohort,
        protocol,
        figures=side_by_side(figure for group in found for figure in _figures(group)),
        trends=[trend for group in found for trend in _curve(group)],
        notes=[EVERY_LOOK, TIMES_ONCE, LEARNING, BY_HAND],
        gaps=[
            *no_version(cohort),
            *without(cohort, "minutes", NO_MINUTES),
            *without(cohort, "staff_minutes", NO_STAFF),
            *without(cohort, "machine_rows", NO_OPENINGS),
        ],
    )


def _figures(group: Group) -> Iterator[Figure]:
    yield group.middle("hours", HOURS, hours("minutes"))
    yield group.middle("hours-p90", HOURS_P90, hours("minutes"), slowest=True)
    yield group.middle("staff-hours", STAFF, hours("staff_minutes"))
    yield group.middle("staff-hours-p90", STAFF_P90, hours("staff_minutes"), slowest=True)
    yield _opened(group, "machine-rows", MACHINE, "machine_rows", slowest=False)
    yield _opened(group, "machine-rows-p90", MACHINE_P90, "machine_rows", slowest=True)
    yield _opened(group, "human-looks", HUMAN, "human_looks", slowest=False)
    yield _opened(group, "human-looks-p90", HUMAN_P90, "human_looks", slowest=True)
    yield group.share("seen-by-human", SEEN, has("human_looks"), tells("human_looks"))
    yield _per_thousand(group)


def _opened(group: Group, code: str, label: Words, mark: str, *, slowest: bool) -> Figure:
    of = those(group.cohort, group.of, tells(mark))
    values = [unit.marks[mark] for unit in at(group.cohort, of)]
    estimated = group.enough(of, lambda: (p90 if slowest else median)(values))
    return Figure(code, label, "count", estimated, of, of, {"n": len(of)}, group=group.name)


def _per_thousand(group: Group) -> Figure:
    """A person's looks over the machine's rows, of all checks together."""
    of = those(group.cohort, group.of, has("machine_rows"))
    units = at(group.cohort, of)
    looks, opened = [u.marks["human_looks"] for u in units], [u.marks["machine_rows"] / THOUSAND for u in units]
    estimated = group.enough(of, lambda: ratio(looks, opened))
    extra = {"n": len(of), "events": sum(looks)}
    return Figure("human-per-machine", RATIO, "rate", estimated, of, of, extra, group=group.name)


def _curve(group: Group) -> Iterator[Trend]:
    """The median length of each ten checks after each other; the last point may be of fewer."""
    mark = hours("minutes")
    of = those(group.cohort, group.of, tells("minutes"))
    if len(of) >= group.protocol.minimum:
        periods = tuple(_point(group, of[start : start + BLOCK], start, mark) for start in range(0, len(of), BLOCK))
        yield Trend("learning", CURVE, "hours", _middle(group, of, mark), periods, group=group.name)


def _point(group: Group, of: Places, start: int, mark: Callable[[Unit], float | None]) -> Period:
    label = f"{start + 1}–{start + len(of)}"
    return Period(label, group.cohort.units[of[0]].zero, of, of, _middle(group, of, mark), None, None)


def _middle(group: Group, of: Sequence[int], mark: Callable[[Unit], float | None]) -> float:
    return float(middle_of(value for unit in at(group.cohort, of) if (value := mark(unit)) is not None))


STAFF_P90 = Words("Werktijd waar negen van de tien controles onder blijven", "Staff time below which nine in ten stay")
MACHINE = Words("Regels die de machine opende (mediaan)", "Rows opened by the machine (median)")
MACHINE_P90 = Words(
    "Regels van de machine waar negen van de tien onder blijven", "Rows by the machine: nine in ten below"
)
HUMAN = Words("Blikken van een mens (mediaan)", "Looks by a person (median)")
HUMAN_P90 = Words("Blikken van een mens waar negen van de tien onder blijven", "Looks by a person: nine in ten below")
SEEN = Words("Controles waarbij een mens iets heeft bekeken", "Checks in which a person looked at anything")
RATIO = Words(
    "Blikken van een mens per duizend door de machine geopende regels", "Looks by a person per thousand rows opened"
)
CURVE = Words("Leercurve: mediane duur per tien controles", "Learning curve: median length per ten checks")
LEARNING = Words(
    "De leercurve staat in volgorde van binnenkomst. Een daling kan van oefening komen, maar ook van andere mensen, "
    "andere gegevensdragers of een andere tijd.",
    "The learning curve is in order of entry. A fall may come from practice, but also from other people, other data "
    "carriers or another time.",
)
BY_HAND = Words(
    "Bij een handmatige controle opent de machine niets; daar telt alleen wat een mens bekeek.",
    "In a check by hand the machine opens nothing; there only what a person looked at counts.",
)
NO_OPENINGS = Words(
    "controles is niet geteld wat is geopend. Nodig is: de inbreuktelling bij het innemen van het dossier.",
    "checks it was not counted what was opened. Needed is: the count of what was opened when the case is taken in.",
)

QUESTION = Question(CODE, KINDS, select, estimate)
