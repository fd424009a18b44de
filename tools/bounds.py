"""The exact 95 % bounds of a rate that was counted (Clopper and Pearson), without any library.

References: C. Clopper, E. Pearson, Biometrika 26 (1934), 404-413: the bounds are the
rates at which so many, or so few, would be seen in one case out of forty.
"""

from collections.abc import Callable
from math import exp, lgamma, log

TAIL = 0.025
_STEPS = 60


def upper(events: int, trials: int) -> float:
    """The highest rate that still fits: 1 where nothing was tried."""
    return 1.0 if events >= trials else _rate(lambda rate: _at_most(events, trials, rate) > TAIL)


def lower(events: int, trials: int) -> float:
    """The lowest rate that still fits: 0 where nothing was seen."""
    return 0.0 if not events else _rate(lambda rate: 1 - _at_most(events - 1, trials, rate) < TAIL)


def _rate(below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


def _at_most(events: int, trials: int, rate: float) -> float:
    """How likely so many or fewer are, at this rate (between 0 and 1)."""
    return sum(
        exp(
            lgamma(trials + 1) - lgamma(n + 1) - lgamma(trials - n + 1)
            + n * log(rate) + (trials - n) * log(1 - rate)
        )
        for n in range(events + 1)
    )  # fmt: skip
