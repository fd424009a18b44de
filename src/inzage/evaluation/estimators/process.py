"""A share per period against what chance alone would do: the p-chart.

References: W.A. Shewhart, Economic Control of Quality (1931); exact binomial limits instead of the normal ones, which
fall below 0 in periods of few; D.J. Spiegelhalter, Stat. Med. 24 (2005) 1185 for the 99.8 %.
"""

from collections.abc import Iterable

from inzage.evaluation.estimators.libraries import library
from inzage.evaluation.estimators.needs import need, need_share

METHOD = "p-kaart"


def centre(counts: Iterable[tuple[int, int]]) -> float:
    """The share over all periods together, each (k, n). Raises NothingToCount where nothing was counted in any."""
    held = list(counts)
    for k, n in held:
        need(0 <= k <= n, METHOD, "per periode een aantal binnen het geheel", "per period a number within the whole")
    k, n = sum(k for k, _ in held), sum(n for _, n in held)
    need_share(k, n, METHOD)
    return k / n


def limits(middle: float, n: int, level: float = 0.998) -> tuple[float | None, float | None]:
    """Between which shares a period of ``n`` stays with a chance of at least ``level``, where only chance moves it.

    Exact binomial, not Wilson's: the chance to fall below and the chance to rise above are each at most (1 - level)/2.
    A limit itself is still inside, and the centre is never outside. A period of none has no limits: (None, None). The
    level is that of three standard deviations, because a chart of many periods would otherwise warn time and again of
    nothing. Raises NothingToCount where ``middle`` is no share. References: Shewhart 1931, Spiegelhalter 2005.
    """
    need(0 <= middle <= 1, METHOD, "een midden van 0 tot en met 1", "a centre from 0 up to 1")
    if n <= 0:
        return None, None
    law = library("scipy.stats").binom(n, middle)
    tail = (1 - level) / 2
    return min(middle, float(law.ppf(tail)) / n), max(middle, float(law.ppf(1 - tail)) / n)
