"""The sum: how many pairs the orders ask, if nothing ever waits.

stock = orders x term; visits = stock x mean frequency / (1 - no-shows); hours = visits x hours x staff; FTE = hours /
productive hours. What waiting does is left out, and that is the half of it that hurts: see ``simulation``.
"""

from dataclasses import dataclass

from inzage.evaluation.capacity.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Need:
    """``stock``: orders that run at once; checks, visits and hours a year; ``pairs``: people at work together."""

    stock: float
    checks: float
    visits: float
    hours: float
    fte: float
    pairs: float


def need(inputs: Inputs) -> Need:
    """What the inputs ask. Raises ZeroDivisionError for no-shows of 100 %, which no field lets in."""
    stock = inputs.orders * inputs.term
    checks = stock * sum(share * often for share, often in zip(inputs.shares, inputs.a_year, strict=True))
    visits = checks / (1 - inputs.no_show / 100)
    hours = visits * inputs.hours * inputs.staff
    fte = hours / inputs.productive
    return Need(stock, checks, visits, hours, fte, fte / inputs.staff)
