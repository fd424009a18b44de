"""Neat values for axes: measures, counts, ratios, months and time that went by."""

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, count
from typing import Literal

STEPS = 5
"""Steps of an axis, at most."""
MONTHS = 5
"""Months named under an axis, at most."""
_FARTHEST = (0.001, 1000.0)
_YEAR = 12
_EVERY = (1, 2, 3, 6)
_UNITS = (1, 2, 5)
_DECADES = tuple(unit * 10**power for power in range(12) for unit in _UNITS)
_TIMES: tuple[tuple[Literal["day", "month", "year"], float, tuple[int, ...], float], ...] = (
    ("day", 1.0, (1, 2, 5, 10, 20, 30), 122),
    ("month", 365.25 / 12, (1, 2, 3, 6, 12), 36),
    ("year", 365.25, _DECADES, math.inf),
)
"""A unit, its days, steps of it that are neat, and how many of it are told at most."""
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


class Ratios(Axis):
    """The same for ratios: twice as much lies as far from 1 as half."""

    def at(self, value: float) -> float:
        """Where a value lies; none above 0 lies at the first tick."""
        first, last = (math.log(self.ticks[i]) for i in (0, -1))
        return (math.log(max(value, self.ticks[0])) - first) / (last - first)


def ratios(low: float, high: float) -> Axis:
    """An axis around two ratios and 1, in steps of 1, 2 and 5, or of tens where those would be many.

    What lies further than a thousandth or a thousandfold lies at its end. Raises ValueError as :func:`measures`.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError("an axis runs from a number to one that is not less")
    below, above = min(max(low, _FARTHEST[0]), 0.5), max(min(high, _FARTHEST[1]), 2.0)
    fine = [unit * 10.0**power for power in range(-3, 4) for unit in _UNITS]
    found = _around(fine, below, above)
    ticks = found if len(found) <= STEPS + 1 else _around(fine[::3], below, above)
    return Ratios(tuple(ticks), max(0, -math.floor(math.log10(ticks[0]))))


def _around(steps: list[float], low: float, high: float) -> list[float]:
    first = max(i for i, step in enumerate(steps) if step <= low or i == 0)
    last = min(i for i, step in enumerate(steps) if step >= high or i == len(steps) - 1)
    return steps[first : last + 1]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """An axis of time since a beginning: ``ticks`` in days, told in ``unit`` of so many ``days``."""

    ticks: tuple[int, ...]
    unit: Literal["day", "month", "year"]
    days: float

    def told(self, tick: int) -> int:
        """A tick in its unit."""
        return round(tick / self.days)


def elapsed(longest: int) -> Elapsed:
    """Days up to four months, months up to three years, then years; STEPS steps at most, to the end or further."""
    unit, days, steps = next(each for each in _TIMES if longest <= each[1] * each[3])[:3]
    many = math.ceil(max(longest, 1) / days)
    step = next(step for step in steps if math.ceil(many / step) <= STEPS)
    return Elapsed(tuple(round(n * step * days) for n in range(math.ceil(many / step) + 1)), unit, days)


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
