"""Help that does nothing must seem to do nothing: a hundred invented cohorts in which it does nothing.

People wait for help a year on average and are followed for two to five. Whoever re-offends early never gets as far as
help; so of those "ever helped" all time before it is free of re-offending by the way they were chosen. The trap is
laid here, inside the test, because the package has nothing to lay it with.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from math import exp, log
from statistics import mean

import numpy as np

from inzage.evaluation import Exposure, Unit
from inzage.evaluation.estimators.cox import Hazards, cox
from inzage.evaluation.estimators.stretches import Stretch, time_varying

COHORTS, PEOPLE = 100, 165
ZERO, YEAR = date(2020, 1, 1), 365.25


def cohort(seed: int) -> list[Unit]:
    """Re-offending as Weibull, help as it comes, and nothing between the two."""
    drawn = np.random.default_rng(seed)
    again = np.ceil(6.36 * YEAR * drawn.weibull(0.692, PEOPLE))
    helped = np.ceil(YEAR * drawn.exponential(1, PEOPLE))
    left = np.ceil(YEAR * drawn.uniform(2, 5, PEOPLE))
    return [one(n, *map(int, days)) for n, days in enumerate(zip(again, helped, left, strict=True))]


def one(number: int, again: int, helped: int, left: int) -> Unit:
    until = min(again, left)
    begun = (Exposure("help", ZERO + timedelta(days=helped)),) if helped < until else ()
    event = "again" if again <= left else ""
    return Unit(str(number), (str(number),), ZERO, ZERO + timedelta(days=until), event, exposures=begun)


def trap(units: Sequence[Unit]) -> list[Stretch]:
    """Ever against never: what is known only afterwards, put at time zero."""
    return [
        Stretch(unit.person, 0, unit.days, unit.event == "again", {"help": float(bool(unit.exposures))})
        for unit in units
    ]


@cache
def honest() -> list[Hazards]:
    return [cox(time_varying(cohort(seed), "help", "again")) for seed in range(COHORTS)]


def middle(fits: Sequence[Hazards]) -> float:
    return exp(mean(log(fit.ratios["help"].value) for fit in fits))


def alarms(fits: Sequence[Hazards]) -> float:
    return mean(not fit.ratios["help"].low <= 1 <= fit.ratios["help"].high for fit in fits)


def test_help_that_does_nothing_has_a_ratio_of_one_and_alarms_as_rarely_as_promised() -> None:
    assert 0.95 < middle(honest()) < 1.06
    assert 0.01 <= alarms(honest()) <= 0.10  # of a hundred at 5 %: 98 in 100 times from one to ten


def test_called_ever_helped_the_same_people_seem_to_be_cured() -> None:
    fits = [cox(trap(cohort(seed))) for seed in range(10)]
    assert middle(fits) < 0.3
    assert alarms(fits) == 1


def test_help_that_halves_the_chance_is_seen_to_halve_it() -> None:
    """The honest way is not blind: the time after help runs half as fast for those who were helped."""
    fits = [cox(time_varying([slowed(unit, seed) for unit in cohort(seed)], "help", "again")) for seed in range(40)]
    assert 0.4 < middle(fits) < 0.65


def slowed(unit: Unit, seed: int) -> Unit:
    """Of those who re-offend after help began, half at random do not: they are followed to the end without it."""
    kept = np.random.default_rng(seed * PEOPLE + int(unit.person)).random() < 0.5
    if not (unit.exposures and unit.event) or kept:
        return unit
    return Unit(
        unit.person, unit.sources, ZERO, max(unit.until, ZERO + timedelta(days=3 * 365)), exposures=unit.exposures
    )
