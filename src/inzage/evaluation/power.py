"""How many people it takes to see a difference between two shares, told before anybody looks for one.

References: J.L. Fleiss, Statistical Methods for Rates and Proportions (1981), 3.2 (two proportions, no correction).
"""

from math import ceil, sqrt
from statistics import NormalDist

POWER, LEVEL = 0.80, 0.95
FINE = 1000


def needed_per_group(one: float, other: float, power: float = POWER, level: float = LEVEL) -> int:
    """How many in each of two groups, to see a change from one share to another with a chance of ``power``.

    Raises ValueError where the two are the same, or one is no share.
    """
    if one == other or not (0 <= one <= 1 and 0 <= other <= 1):
        raise ValueError("two different shares from 0 up to 1")
    normal = NormalDist()
    middle = (one + other) / 2
    chance = normal.inv_cdf(0.5 + level / 2) * sqrt(2 * middle * (1 - middle))
    seen = normal.inv_cdf(power) * sqrt(one * (1 - one) + other * (1 - other))
    return ceil(((chance + seen) / (one - other)) ** 2)


def smallest_drop(base: float, per_group: int) -> float | None:
    """The smallest drop from ``base`` that groups of this size would show, to a thousandth; None where none would."""
    steps = (step / FINE for step in range(1, int(base * FINE) + 1))
    return next((drop for drop in steps if needed_per_group(base, max(0.0, base - drop)) <= per_group), None)
