"""How long things take and what they cost in hours: medians, the slowest tenth, ratios of totals.

References: B. Efron and R.J. Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 (percentiles) and 14.
"""

from collections.abc import Sequence
from math import isfinite

from inzage.evaluation import Estimate
from inzage.evaluation.estimators.libraries import column, matrices
from inzage.evaluation.estimators.needs import need, need_pairs

DRAWS = 2_000
SEED = 1
FEWEST = 5
"""Fewer cases than these, drawn again and again, show themselves and not what else there could have been."""

Ends = tuple[float | None, float | None]


def median(values: Sequence[float], level: float = 0.95) -> Estimate:
    """The middle of durations (or amounts), in their own unit. See :func:`quantile`."""
    return quantile(values, 0.5, level)


def p90(values: Sequence[float], level: float = 0.95) -> Estimate:
    """What nine in ten stay below, in the values' own unit. See :func:`quantile`."""
    return quantile(values, 0.9, level)


def quantile(values: Sequence[float], share: float, level: float = 0.95) -> Estimate:
    """A quantile with the percentile bootstrap's interval: always the same for the same values, in any order.

    Every duration has ended; where some have not yet, take :func:`..survival.median_time`. An end is None where the
    data cannot bound it: below six cases the median may lie outside all that was seen more often than the interval
    says, and below 36 cases what nine in ten stay below may lie above all of it. Raises NothingToCount where there is
    no case. References: Efron and Tibshirani 1993; for the ends H.A. David, Order Statistics, 7.1.
    """
    np, name = matrices(), _name(f"p{100 * share:g}")
    need(len(values) > 0, name, "ten minste één afgeronde duur", "at least one finished duration")
    need(all(map(isfinite, values)), name, "alleen bekende waarden", "known values only")
    held = np.sort(column(values))
    value = float(np.quantile(held, share))
    low, high = _ends(np.quantile(held[_draws(len(held))], share, axis=1), level)
    beyond = [outside ** len(held) > (1 - level) / 2 for outside in (1 - share, share)]
    return Estimate(value, None if beyond[0] else low, None if beyond[1] else high, name, level)


def ratio(numerators: Sequence[float], denominators: Sequence[float], level: float = 0.95) -> Estimate:
    """One total over another, such as items that a person saw over items that the machine opened.

    The pairs are drawn together, so a case that is large in both moves both. No interval (None) below five cases, and
    none where every draw is alike: of fifty times nothing, nothing can be drawn, yet it may come. No upper end where a
    draw has nothing below the line. Raises NothingToCount where the second total is not above 0.
    """
    np, name = matrices(), _name("verhouding van totalen")
    need_pairs(numerators, denominators, name)
    known = all(map(isfinite, (*numerators, *denominators)))
    need(known, name, "alleen bekende waarden", "known values only")
    need(min(denominators) >= 0 < sum(denominators), name, "een totaal boven 0", "a total above 0")
    pairs = np.asarray(sorted(zip(numerators, denominators, strict=True)), dtype=float)
    value = float(pairs[:, 0].sum() / pairs[:, 1].sum())
    if len(pairs) < FEWEST:
        return Estimate(value, None, None, name, level)
    above, below = np.moveaxis(pairs[_draws(len(pairs))].sum(axis=1), 1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.where(below > 0, above / below, np.inf)
    return Estimate(value, *_bounds(*_ends(drawn, level)), name, level)


def _bounds(low: float, high: float) -> Ends:
    return (None, None) if low == high else (low, high if isfinite(high) else None)


def _name(what: str) -> str:
    return f"{what}, bootstrap ({DRAWS} trekkingen)"


def _draws(n: int) -> object:
    return matrices().random.default_rng(SEED).integers(0, n, (DRAWS, n))


def _ends(drawn: object, level: float) -> tuple[float, float]:
    """Ends that were drawn themselves: between two infinite draws nothing can be interpolated."""
    low, high = matrices().quantile(drawn, [(1 - level) / 2, (1 + level) / 2], method="closest_observation")
    return float(low), float(high)
