"""A landmark: who is still followed on a day is divided by what had begun by that day, and counted from it on.

The division looks back only, so nobody is in a group because of what came later, nor because of having lasted long
enough for it.

References: J.R. Anderson, K.C. Cain and R.D. Gelber, J. Clin. Oncol. 1 (1983) 710.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from inzage.evaluation.cohort import Cohort, Unit
from inzage.evaluation.estimators import survival
from inzage.evaluation.estimators.stretches import Stretch
from inzage.evaluation.figures import Curve, Estimate, Figure
from inzage.evaluation.figuring import Places, at, attempted, those
from inzage.evaluation.selecting import beside, person_years
from inzage.words import Words


def divided(cohort: Cohort, of: Places, kind: str, on_day: int) -> tuple[Places, Places]:
    """Of those still followed after a day: who had begun with ``kind`` by that day, and who had not yet."""
    still = those(cohort, of, lambda unit: unit.days > on_day)
    begun = those(cohort, still, lambda unit: begun_by(unit, kind, on_day))
    return begun, tuple(sorted({*still} - {*begun}))


def begun_by(unit: Unit, kind: str, on_day: int) -> bool:
    """Whether something had begun on or before a day since time zero."""
    return any(each.kind == kind and (each.since - unit.zero).days <= on_day for each in unit.exposures)


def curve_from(cohort: Cohort, of: Places, event: str, on_day: int, label: Words, *, group: str) -> Curve | None:
    """The incidence of an event from the landmark on; its days are counted from time zero. None of nobody."""
    units = at(cohort, of)
    days, codes = [unit.days - on_day for unit in units], [unit.event for unit in units]
    moments = attempted(lambda: survival.incidence(days, codes, event))
    if not moments:
        return None
    shifted = tuple(replace(moment, at=moment.at + on_day) for moment in moments)
    return Curve(event, label, "incidence", shifted, of, group)


def figure_on(code: str, label: Words, cohort: Cohort, curve: Curve, on_day: int, *, since: int) -> Figure:
    """A curve's height on a day, with what must stand beside it; without an estimate where the curve ends earlier.

    ``since``: the day of the landmark, from which person-years are counted. How often somebody was checked is told of
    the whole time, because that is how closely he was watched.
    """

    def height() -> Estimate:
        return survival.estimate(survival.at(curve.moments, on_day), survival.INCIDENCE)

    events = those(cohort, curve.of, lambda unit: unit.event == curve.code and unit.days <= on_day)
    units = at(cohort, curve.of)
    later = [replace(unit, zero=unit.zero + timedelta(since)) for unit in units]
    extra = beside(units, len(events)) | {"person_years": person_years(later)}
    return Figure(code, label, "share", attempted(height), events, curve.of, extra, group=curve.group)


def stretches(cohort: Cohort, begun: Places, of: Places, kind: str, *, event: str, on_day: int) -> Sequence[Stretch]:
    """Everybody of ``of`` from the landmark on, for the hazard ratio of those in ``begun`` to the others."""
    units = [(cohort.units[place], float(place in begun)) for place in of]
    return [Stretch(unit.person, on_day, unit.days, unit.event == event, {kind: had}) for unit, had in units]
