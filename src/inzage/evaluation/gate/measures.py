"""Figures that are no share of people: to two digits that count, and only where enough people stand behind them."""

from collections.abc import Iterator
from math import floor, log10

from inzage.evaluation.gate.drafts import Measured
from inzage.evaluation.gate.published import Beside, Measure
from inzage.evaluation.gate.rules import Rule

DIGITS = 2
COUNTED = ("events", "n")
"""What stands beside a measure and is itself a number of people, or of what they did."""


def enough(measured: Measured, rule: Rule) -> bool:
    """Whether as many people, and events where it rests on those, stand behind it as the rule asks.

    So must those of its people whom it leaves out, and of a share those to whom it did not happen.
    """
    counts = [measured.people, *(measured.beside[code] for code in COUNTED if code in measured.beside)]
    return not any(rule.small(round(count)) for count in (*counts, *_rests(measured)))


def _rests(measured: Measured) -> Iterator[float]:
    """Of whom it does not tell. What is more than its people is a number of something else, such as days."""
    n = measured.beside.get("n", measured.people)
    if n < measured.people:
        yield measured.people - n
    if measured.measure == "share" and measured.beside.get("events", n + 1) <= n:
        yield n - measured.beside["events"]


def tell(measured: Measured, rule: Rule, *, people: bool) -> Measure:
    """The figure by a rule; all of it withheld where ``people``, of how many it is, may not be told."""
    bare = Measure(measured.code, measured.label, measured.measure, measured.group, measured.method)
    if not people or not enough(measured, rule):
        return bare
    beside = tuple(Beside(code, _beside(code, value, rule)) for code, value in sorted(measured.beside.items()))
    low, high = (None if value is None else neat(value) for value in (measured.low, measured.high))
    return Measure(
        measured.code,
        measured.label,
        measured.measure,
        measured.group,
        measured.method,
        rule.rounded(measured.people),
        neat(measured.value),
        low,
        high,
        beside,
    )


def neat(value: float) -> float:
    """A value to two digits that count.

    >>> neat(37.4), neat(0.0123), neat(0.0), neat(1234.0)
    (37.0, 0.012, 0.0, 1200.0)
    """
    if value == 0:
        return 0.0
    return round(value, DIGITS - 1 - floor(log10(abs(value))))


def _beside(code: str, value: float, rule: Rule) -> float:
    return float(rule.rounded(round(value))) if code in COUNTED else neat(value)
