"""Numbers with what they measure, without false precision; and what is no number is not shown as one."""

import math
from dataclasses import dataclass

from inzage.evaluation import Estimate, Figure
from inzage.evaluation.figures import Measure
from inzage.register.charts.said import number
from inzage.register.web.saying import t

LARGEST = 1e12
"""What is larger is no figure of a register."""
_EXACT = 1e-9
_WHOLE, _EDGE, _LEAST = 100.0, 1.0, 0.1
_DECIMALS = ((100.0, 0), (10.0, 1), (0.1, 2), (0.0, 3))


@dataclass(frozen=True, slots=True)
class Known:
    """An estimate that can be shown: every number finite, its value within its interval."""

    value: float
    low: float | None
    high: float | None
    method: str
    level: float

    @property
    def bounded(self) -> bool:
        """Whether there is an interval at all."""
        return self.low is not None or self.high is not None


def known(estimate: Estimate | None) -> Known | None:
    """None for what is no number. A bound that is none is open; one on the wrong side of the value is the value."""
    if estimate is None or not _sound(estimate.value):
        return None
    low, high, value = finite(estimate.low), finite(estimate.high), estimate.value
    return Known(
        value,
        None if low is None else min(low, value),
        None if high is None else max(high, value),
        estimate.method,
        estimate.level if math.isfinite(estimate.level) else 0.95,
    )


def finite(value: float | None) -> float | None:
    """The number; None for what is none, or for one so large that no register holds it."""
    return value if value is not None and _sound(value) else None


def _sound(value: float) -> bool:
    return math.isfinite(value) and abs(value) <= LARGEST


def is_difference(figure: Figure, found: Known) -> bool:
    """Whether a share is one less another: then it has a sign, and is told in points."""
    return figure.measure == "share" and (
        "Newcombe" in found.method or found.value < 0 or (found.low is not None and found.low < -_EXACT)
    )


def percent(share: float) -> str:
    """Whole percents without their sign; near none and near all one decimal, so that little is not told as none."""
    value, sign = abs(share) * _WHOLE, "−" if share < -_EXACT else ""
    if value < _EXACT or abs(value - _WHOLE) < _EXACT:
        return sign + number(round(value))
    if value < _EDGE or _WHOLE - _EDGE < value < _WHOLE:
        return sign + number(min(max(value, _LEAST), _WHOLE - _LEAST), 1)
    return sign + number(round(value))


def plain(value: float) -> str:
    """A number as precise as such a size bears: three figures at most behind which nothing hides."""
    size, sign = abs(value), "−" if value < 0 else ""
    decimals = next(decimals for least, decimals in _DECIMALS if size >= least)
    if abs(size - round(size)) < _EXACT:
        return sign + number(round(size))
    if size < 10.0**-decimals / 2:
        return t("bijna 0", "nearly 0")
    return sign + number(size, decimals)


def amount(value: float, measure: Measure, *, points: bool = False) -> str:
    """With its unit as in a table: ``19%``, ``12 dagen``, ``3,5 uur``."""
    if measure == "share":
        return percent(value) + (t(" procentpunt", " points") if points else "%")
    return _unit(plain(value), value, measure)


def spelled(value: float, measure: Measure, *, points: bool = False) -> str:
    """With its unit as in a sentence: ``19 procent``."""
    return f"{percent(value)} {_percents(points=points)}" if measure == "share" else amount(value, measure)


def span(low: float, high: float, measure: Measure, *, points: bool = False) -> str:
    """``8 en 37 procent``, ``9 en 16 dagen``: the unit once."""
    first = percent(low) if measure == "share" else plain(low)
    return t(f"{first} en ", f"{first} and ") + spelled(high, measure, points=points)


def _percents(*, points: bool) -> str:
    return t("procentpunt", "percentage points") if points else t("procent", "per cent")


def _unit(said: str, value: float, measure: Measure) -> str:
    one = value == 1
    units = {
        "days": t("dag" if one else "dagen", "day" if one else "days"),
        "hours": t("uur", "hour" if one else "hours"),
        "money": t("euro", "euro" if one else "euros"),
    }
    return f"{said} {units[measure]}" if measure in units else said


def reach(found: Known, measure: Measure, *, points: bool = False) -> str:
    """An interval as in a table: ``8 – 37%``, ``vanaf 29 dagen``; empty where there is none."""
    if found.low is None:
        return t("tot ", "up to ") + amount(found.high, measure, points=points) if found.high is not None else ""
    if found.high is None:
        return t("vanaf ", "from ") + amount(found.low, measure, points=points)
    first = percent(found.low) if measure == "share" else plain(found.low)
    return f"{first} – {amount(found.high, measure, points=points)}"
