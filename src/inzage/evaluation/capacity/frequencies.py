"""How often somebody is checked: what the officer set, never more often than the court allows.

The court says at most how often, not that there must be a check; the officer sets a frequency inside that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS: Mapping[str, int] = {"maand": 1, "kwartaal": 3, "halfjaar": 6, "jaar": 12}
DAYS_OF_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many ``times`` in a period (a key of ``MONTHS``)."""

    times: int
    per: str

    @property
    def a_year(self) -> float:
        """Checks a year."""
        return self.times * 12 / MONTHS[self.per]

    @property
    def interval(self) -> float:
        """Days from one check to the next."""
        return MONTHS[self.per] * DAYS_OF_MONTH / self.times


def inside(officer: Frequency, court: Frequency) -> Frequency:
    """The officer's, or the court's where the officer asks more than that."""
    return officer if officer.a_year <= court.a_year else court


def lawful_from(checks: Iterable[date], court: Frequency, since: date) -> date:
    """The first day from ``since`` on which one check more stays inside the court's number.

    ``checks``: days of checks begun or planned. The period is looked back on from the day itself, as it is where a
    check is planned: with two a quarter, never three within any three months.
    """
    days, day = list(checks), since
    while sum(back(day, MONTHS[court.per]) < each <= day for each in days) >= court.times:
        day += timedelta(1)
    return day


def back(day: date, months: int) -> date:
    """The day so many months before; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return min(first + timedelta(day.day - 1), last)
