"""Times as databases keep them: a unit, an origin, and a column that may hold more than one.

Some columns changed their unit over the years and no field says so. A ``Clock`` decides
per value, which is safe because within the plausible years (1990 to 2100) the units'
ranges do not meet: seconds stay under 5e9, milliseconds under 5e12, microseconds since
1970 under 5e15, microseconds since 1601 above 1e16. A value outside those years says
nothing about when and is left out.

References: https://source.chromium.org/chromium/chromium/src/+/main:base/time/time.h
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inzage.artefact import Window

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLAUSIBLE = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
_MICRO = timedelta(microseconds=1)
_A_SECOND = 1_000_000
_at = datetime.fromtimestamp


def instant(seconds: object) -> datetime | None:
    """The moment (UTC) of what ``Clock.seconds`` gave."""
    return _at(seconds, UTC) if isinstance(seconds, float) else None


@dataclass(frozen=True, slots=True)
class Unit:
    """``micros`` microseconds a tick; ``origin``: seconds from its origin to 1970."""

    micros: int
    origin: int = 0

    def ticks(self, at: datetime) -> int:
        """The first tick that is not before an aware moment."""
        return -((EPOCH - timedelta(seconds=self.origin) - at) // _MICRO // self.micros)

    def at(self, ticks: int) -> datetime:
        """The moment (UTC) of a tick."""
        return EPOCH + timedelta(0, -self.origin, ticks * self.micros)


SECONDS = Unit(1_000_000)
MILLISECONDS = Unit(1_000)
MICROSECONDS = Unit(1)
WEBKIT = Unit(1, 11_644_473_600)
"""Microseconds since 1601."""
COCOA = Unit(1_000_000, -978_307_200)
"""Seconds since 2001, often with a fraction."""
COCOA_MICROSECONDS = Unit(1, -978_307_200)
"""Microseconds since 2001: what is stored in nanoseconds, divided by a thousand in the query."""


class Clock:
    """A time column that holds one or more units."""

    def __init__(self, *units: Unit) -> None:
        self._ranges = [(unit, unit.ticks(PLAUSIBLE[0]), unit.ticks(PLAUSIBLE[1])) for unit in units]
        scales = [(_A_SECOND // unit.micros, unit, low, high) for unit, low, high in self._ranges]
        self._scales = [(low, high, unit.origin * second, second) for second, unit, low, high in scales]

    def moment(self, value: object) -> datetime | None:
        """The moment (UTC) that a value names, or None where it names none.

        Asked once for every row of a carrier. The division is rounded once, and within the plausible years
        (under 2**32 seconds) by less than a quarter of a microsecond, so ``fromtimestamp`` finds the one meant.
        """
        if isinstance(value, int):
            for low, high, origin, second in self._scales:
                if low <= value < high:
                    return _at((value - origin) / second, UTC)
        elif isinstance(value, float) and any(low <= value < high for low, high, *_ in self._scales):
            return self.moment(int(value))
        return None

    def ends(self, first: object, last: object) -> tuple[int, int] | None:
        """In microseconds since 1970, where all between these two values must be of one unit: else None."""
        if isinstance(first, int | float) and isinstance(last, int | float):
            for unit, low, high in self._ranges:
                if low <= first and last < high:
                    since = unit.origin * _A_SECOND
                    return int(first * unit.micros - since), int(last * unit.micros - since)
        return None

    def inside(self, column: str, window: Window) -> str:
        """SQL: does this column lie in the window?"""
        first, end = max(window.start, PLAUSIBLE[0]), min(window.end, PLAUSIBLE[1])
        spans = ((unit.ticks(first), unit.ticks(end)) for unit, _, _ in self._ranges)
        return "(" + " OR ".join(f"({column} >= {low} AND {column} < {high})" for low, high in spans) + ")"

    def unit(self, column: str) -> str | None:
        """SQL: a number for the unit of this column, where it names a moment; None where there is but one.

        Ticks of one unit can be ordered.
        """
        _, *others = sorted(low for _, low, _ in self._ranges)
        return " + ".join(f"({column} >= {low})" for low in others) or None

    def seconds(self, column: str) -> str:
        """SQL: this column in seconds since 1970, as ``instant`` reads them; NULL where it names no moment."""
        cases = (
            f"WHEN {column} >= {low} AND {column} < {high} THEN (CAST({column} AS INTEGER) - {origin}) / {second}.0"
            for low, high, origin, second in self._scales
        )
        return f"(CASE WHEN typeof({column}) NOT IN ('integer', 'real') THEN NULL {' '.join(cases)} END)"

    def hours(self, column: str) -> str:
        """SQL: whole hours since 1970 of this column; NULL where it names no moment.

        They are those of a clock in the Netherlands too, which in the plausible years never differed from UTC by a
        part of an hour.
        """
        cases = (
            f"WHEN {column} >= {low} AND {column} < {high}"
            f" THEN (CAST({column} AS INTEGER) - {origin}) / {second * 3600}"
            for low, high, origin, second in self._scales
        )
        return f"(CASE {' '.join(cases)} END)"

    def micros(self, column: str) -> str:
        """SQL: this column in microseconds since 1970, NULL where it names no moment."""
        cases = (
            f"WHEN {column} >= {low} AND {column} < {high} THEN ({column}) * {unit.micros} - {unit.origin * 1_000_000}"
            for unit, low, high in self._ranges
        )
        return f"(CASE {' '.join(cases)} END)"
