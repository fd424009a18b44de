"""Spans of frequency: from when to when "at most so many times" is counted.

Spans follow each other from the mandate's first day (not from the first of
January), so that two checks allowed per year cannot become four around new year.
"""

from calendar import monthrange
from datetime import date, timedelta

from inzage.mandate import Mandate, Per, Period

_MONTHS: dict[Per, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
SAID: dict[Per, tuple[str, str]] = {
    "month": ("maand", "month"),
    "quarter": ("kwartaal", "quarter"),
    "half_year": ("half jaar", "half year"),
    "year": ("jaar", "year"),
    "period": ("hele periode", "whole period"),
}
"""Each span in Dutch and English."""


def running_span(mandate: Mandate, on: date) -> Period:
    """The span of frequency in which ``on`` lies; ``on`` must lie in the mandate's period."""
    months = _MONTHS.get(mandate.frequency.per)
    first, last = mandate.period.first, mandate.period.last
    if months is None:
        return mandate.period
    done = (on.year - first.year) * 12 + on.month - first.month
    turn = done // months
    if _later(first, turn * months) > on:
        turn -= 1
    following = _later(first, (turn + 1) * months)
    return Period(_later(first, turn * months), min(last, following - timedelta(days=1)))


def _later(day: date, months: int) -> date:
    """``months`` after ``day``; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
