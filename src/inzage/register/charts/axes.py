"""Neat values for axes: measures, counts and months."""

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, count

STEPS = 5
"""Steps of an axis, at most."""
MONTHS = 5
"""Months named under an axis, at most."""
_YEAR = 12
_EVERY = (1, 2, 3, 6)
_UNITS = (1, 2, 5)
_CLOSEST = Fraction(1, 10**9)
"""Values nearer to each other than this part of themselves are one value to the eye, and nearly to a float."""

_TINIEST = Fraction(1, 10**12)
"""What is apart by less is one value too."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from the first to the last tick; ``decimals`` tell the ticks apart."""

    ticks: tuple[float, ...]
    decimals: int

    def at(self, value: float) -> float:
        """Where a value lies: 0 at the first tick, 1 at the last."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


def measures(low: float, high: float) -> Axis:
    """An axis around ``low`` and ``high`` in at most STEPS steps of 1, 2 or 5 times a power of ten.

    Raises ValueError where either is no finite number, or they are the wrong way round.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError("an axis runs from a number to one that is not less")
    below, above = Fraction(low), Fraction(high)
    apart, most = above - below, max(abs(below), abs(above))
    if apart <= max(most * _CLOSEST, _TINIEST):
        return _neat(below, above, _power(most if most > _TINIEST else Fraction(1)))
    return _neat(below, above, _power(apart) - 1)


def counts(highest: int) -> Axis:
    """An axis of whole numbers from 0 to at least ``highest``."""
    return _neat(Fraction(0), Fraction(max(highest, 1)), 0)


def _power(value: Fraction) -> int:
    return math.floor(math.log10(value))


def _neat(low: Fraction, high: Fraction, finest: int) -> Axis:
    for exponent, unit in ((exponent, unit) for exponent in count(finest) for unit in _UNITS):
        step = unit * Fraction(10) ** exponent
        first = math.floor(low / step)
        last = max(math.ceil(high / step), first + 1)
        if last - first <= STEPS:
            break
    return Axis(tuple(float(n * step) for n in range(first, last + 1)), max(0, -exponent))


def months(first: date, last: date) -> tuple[date, ...]:
    """First days of months within a time, at most MONTHS: every month, or every 2, 3, 6 or 12 of a year, or rarer."""
    begin, end = first.year * _YEAR + first.month - 1, last.year * _YEAR + last.month - 1
    begin += first.day > 1
    years = (_YEAR * unit * 10**power for power in count() for unit in _UNITS)
    for every in chain(_EVERY, years):
        found = range(-(-begin // every) * every, end + 1, every)
        if len(found) <= MONTHS:
            break
    return tuple(date(n // _YEAR, n % _YEAR + 1, 1) for n in found)
