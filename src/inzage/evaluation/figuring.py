"""Figures over places of the cohort: a share, a number, a curve, a chart per quarter; a sentence for what cannot be.

Where there is too little for an estimate there is none: the figure keeps its numbers, or a gap says what is needed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from inzage.evaluation.cohort import Cohort, Unit
from inzage.evaluation.estimators import process
from inzage.evaluation.estimators.proportions import wilson
from inzage.evaluation.estimators.survival import kaplan_meier
from inzage.evaluation.faults import NothingToCount
from inzage.evaluation.figures import Curve, Estimate, Figure, Measure, Moment, Period, Trend
from inzage.words import Words

T = TypeVar("T")
Places = tuple[int, ...]
"""Where units stand in the cohort."""


def places(cohort: Cohort, holds: Callable[[Unit], object] = lambda _: True) -> Places:
    """The places of those units for which something holds."""
    return tuple(place for place, unit in enumerate(cohort.units) if holds(unit))


def those(cohort: Cohort, of: Iterable[int], holds: Callable[[Unit], object]) -> Places:
    """Of some places those for which something holds."""
    return tuple(place for place in of if holds(cohort.units[place]))


def marked(cohort: Cohort, of: Iterable[int], mark: str, value: object = True) -> Places:
    """Of some places those whose mark has a value."""
    return those(cohort, of, lambda unit: unit.marks.get(mark) == value)


def grouped(cohort: Cohort, of: Iterable[int]) -> list[tuple[str, Places]]:
    """Some places by their group, in the order of its name; units without a group are in none."""
    held: dict[str, list[int]] = defaultdict(list)
    for place in of:
        held[cohort.units[place].group].append(place)
    return [(group, tuple(within)) for group, within in sorted(held.items()) if group]


def at(cohort: Cohort, of: Iterable[int]) -> list[Unit]:
    """The units at some places."""
    return [cohort.units[place] for place in of]


def attempted(estimate: Callable[[], T]) -> T | None:
    """The estimate; None where there is too little for one."""
    try:
        return estimate()
    except NothingToCount:
        return None


def lacking(what: Words, estimate: Callable[[], object]) -> list[Words]:
    """A sentence on what ``estimate`` would need, where it lacks that; nothing where it can be made."""
    try:
        estimate()
    except NothingToCount as fault:
        needed = fault.facts["needed"]
        nl, en = (needed.nl, needed.en) if isinstance(needed, Words) else (str(needed), str(needed))
        return [Words(f"{what.nl} is niet te schatten. Nodig is: {nl}.", f"{what.en}: no estimate. Needed is: {en}.")]
    return []


def wilson_of(units: Sequence[int], of: Sequence[int]) -> Estimate | None:
    """A share with its interval; None of nobody."""
    return wilson(len(units), len(of)) if of else None


def share(
    code: str, label: Words, units: Places, of: Places, *, group: str = "", extra: Mapping[str, float] | None = None
) -> Figure:
    """The share of ``units`` among ``of``, which holds them all."""
    return Figure(code, label, "share", wilson_of(units, of), units, of, dict(extra or {}), group=group)


def number(code: str, label: Words, units: Places, of: Places = (), group: str = "") -> Figure:
    """How many, exactly; nothing is estimated."""
    return Figure(code, label, "count", Estimate(len(units), None, None, "telling"), units, of, group=group)


def measured(code: str, label: Words, measure: Measure, estimate: Callable[[], Estimate], of: Places) -> Figure:
    """Any figure over some units; without an estimate where there is too little."""
    return Figure(code, label, measure, attempted(estimate), of, of)


def waiting(
    code: str, label: Words, cohort: Cohort, of: Places, *, days: str, ended: str, since: Words | None = None
) -> Curve | None:
    """Kaplan–Meier over the marks ``days`` (how long) and ``ended`` (whether it came); None of nobody.

    ``since``: from what the days are counted, where that is not time zero.
    """
    units = at(cohort, of)
    moments: tuple[Moment, ...] | None = attempted(
        lambda: kaplan_meier([unit.marks[days] for unit in units], [bool(unit.marks[ended]) for unit in units])
    )
    return Curve(code, label, "survival", moments, of, since=since) if moments else None


def quarter(on: date) -> date:
    """The first day of a day's quarter."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)


def quarter_name(on: date) -> str:
    """A day's quarter, such as 2026-K2."""
    return f"{on.year}-K{(on.month + 2) // 3}"


def per_quarter(
    code: str,
    label: Words,
    cohort: Cohort,
    of: Places,
    *,
    holds: Callable[[Unit], object],
    group: str = "",
    last: int | None = None,
) -> Trend | None:
    """A p-chart of a share by the quarter of time zero; quarters in which nobody entered are left out.

    ``last``: only so many quarters, the latest; the centre is theirs, for one of long ago is of another practice.
    """
    held: dict[date, list[int]] = defaultdict(list)
    for place in of:
        held[quarter(cohort.units[place].zero)].append(place)
    kept = sorted(held.items())[-last if last else 0 :]
    if not kept:
        return None
    parts = {begins: (those(cohort, within, holds), tuple(within)) for begins, within in kept}
    middle = process.centre([(len(units), len(within)) for units, within in parts.values()])
    periods = tuple(_period(begins, units, within, middle) for begins, (units, within) in parts.items())
    return Trend(code, label, "share", middle, periods, group)


def _period(begins: date, units: Places, of: Places, middle: float) -> Period:
    low, high = process.limits(middle, len(of))
    return Period(quarter_name(begins), begins, units, of, len(units) / len(of), low, high)
