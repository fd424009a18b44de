"""Events per person-year, how two rates compare, and a series that was interrupted.

References: F. Garwood, Biometrika 28 (1936) 437 (exact interval of a Poisson count); the conditional binomial form of
two rates, E.L. Lehmann and J.P. Romano, Testing Statistical Hypotheses, 4.5; J. Lopez Bernal and others, Int. J.
Epidemiol. 46 (2017) 348 (interrupted time series).
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite

from inzage.evaluation import Estimate, NothingToCount
from inzage.evaluation.estimators.libraries import Loaded, column, library, matrices
from inzage.evaluation.estimators.needs import need, need_pairs
from inzage.evaluation.estimators.proportions import exact
from inzage.words import Words

RATE = "Poisson, exact"
RATIO = "Poisson, exact voorwaardelijk"
SERIES = "onderbroken tijdreeks (Poisson)"
POINTS = 8
"""Periods on each side below which a slope is not told from noise."""


def rate(events: int, years: float, level: float = 0.95) -> Estimate:
    """Events per person-year (or per whatever ``years`` are of), with the exact interval.

    Raises NothingToCount where nobody was followed. References: Garwood 1936.
    """
    need(years > 0 and events >= 0, RATE, "gevolgde tijd boven 0", "time followed above 0")
    low, high = library("statsmodels.stats.rates").confint_poisson(events, years, method="exact-c", alpha=1 - level)
    return Estimate(events / years, float(low) if events else 0.0, float(high), RATE, level)


def rate_ratio(k1: int, years1: float, k2: int, years2: float, level: float = 0.95) -> Estimate:
    """The first rate over the second, for two groups of different people, each followed from its own time zero.

    Exact: of all events together, the first group's are binomial. ``high`` is None where it is not bounded. Raises
    NothingToCount where a group was not followed or the second has no event, so that nothing can be divided by it.
    References: Lehmann and Romano 4.5.
    """
    need(years1 > 0 and years2 > 0 and k1 >= 0, RATIO, "in beide groepen gevolgde tijd", "time followed in both groups")
    need(k2 > 0, RATIO, "een gebeurtenis in de groep waarmee is vergeleken", "an event in the group compared with")
    share = exact(k1, k1 + k2, level)
    low, high = (_odds(end, years2 / years1) for end in (share.low, share.high))
    return Estimate((k1 / years1) / (k2 / years2), low, high, RATIO, level)


def _odds(share: float | None, times: float) -> float | None:
    return None if share is None or share >= 1 else times * share / (1 - share)


@dataclass(frozen=True, slots=True)
class Segments:
    """A series with a change in it. All three estimates are rate ratios; 1 is no change.

    ``before``: from one period to the next, before the change. ``step``: at the change, at once. ``slope``: how much
    the ratio from one period to the next changed. ``fitted``: the rate per period; ``without``: had it gone on as
    before. ``dispersion``: how much more than Poisson's the periods vary; the intervals are widened by it.
    """

    before: Estimate
    step: Estimate
    slope: Estimate
    fitted: tuple[float, ...]
    without: tuple[float, ...]
    dispersion: float


def segmented(events: Sequence[int], years: Sequence[float], since: int, level: float = 0.95) -> Segments:
    """An interrupted time series: counts per period of equal length, the first ``since`` of them before the change.

    ``years``: what the counts are of, per period (person-years, or releases). It knows of no season and of nothing
    else that changed on the same day. Raises NothingToCount with fewer than eight periods on a side, without events
    on a side, or where the fit does not settle. References: Lopez Bernal 2017; segmented Poisson regression.
    """
    need_pairs(events, years, SERIES)
    need(min(since, len(events) - since) >= POINTS, SERIES, *_points())
    need(min(years) > 0, SERIES, "in elke periode een noemer boven 0", "a denominator above 0 in each period")
    sides = (sum(events[:since]), sum(events[since:]))
    need(min(sides) > 0, SERIES, "aan beide kanten gebeurtenissen", "events on both sides")
    rows = _design(len(events), since)
    fit = _fitted(events, years, rows)
    return Segments(
        before=_ratio(fit, 1, level),
        step=_ratio(fit, 2, level),
        slope=_ratio(fit, 3, level),
        fitted=_drawn(rows, fit),
        without=_drawn(rows * column([1, 1, 0, 0]), fit),
        dispersion=float(fit.scale),
    )


def _drawn(rows: Loaded, fit: Loaded) -> tuple[float, ...]:
    return tuple(exp(each) for each in rows @ fit.params)


def _points() -> tuple[str, str]:
    return f"ten minste {POINTS} perioden aan elke kant", f"at least {POINTS} periods on each side"


def _design(n: int, since: int) -> Loaded:
    """Level, slope, step at the change, change of slope: one row per period."""
    return matrices().asarray([(1, t, t >= since, max(0, t - since)) for t in range(n)], dtype=float)


def _fitted(events: Sequence[int], years: Sequence[float], rows: Loaded) -> Loaded:
    """Poisson regression; where periods vary more than Poisson's, with their own spread (never with less)."""
    glm, families = library("statsmodels.genmod.generalized_linear_model"), library("statsmodels.genmod.families")
    model = glm.GLM(column(events), rows, family=families.Poisson(), offset=matrices().log(column(years)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it calls a fit without chance "separated"; what is looked at stands below
        first = model.fit()
        spread = max(1.0, float(first.pearson_chi2 / first.df_resid))
        fit = model.fit(scale=spread, use_t=spread > 1)
    if not (fit.converged and all(map(isfinite, fit.bse))):
        raise NothingToCount(method=SERIES, needed=Words("meer gebeurtenissen per periode", "more events per period"))
    return fit


def _ratio(fit: Loaded, place: int, level: float) -> Estimate:
    low, high = fit.conf_int(alpha=1 - level)[place]
    return Estimate(exp(fit.params[place]), exp(low), exp(high), SERIES, level)
