"""Times as Apple's programs keep them in a database: seconds since 2001, mostly with a fraction.

References: https://developer.apple.com/documentation/foundation/nsdate (timeIntervalSinceReferenceDate)
"""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from inzage.formats.clocks import COCOA, PLAUSIBLE, Clock
from inzage.formats.sqlite import Database
from inzage.observations import Covers

CLOCK = Clock(COCOA)

UNIX_SINCE = 1_167_609_600
"""Seconds from which a number cannot be since 2001 (it would lie in 2038), so that it is since 1970 (from 2007 on)."""

_MICROS = 1_000_000
_REACH = """
    SELECT min(CASE WHEN {plausible} THEN at END), max(CASE WHEN {plausible} THEN at END),
           sum(typeof(at) NOT IN ('integer', 'real'))
    FROM (SELECT {column} AS at FROM {table} NOT INDEXED)
"""


def moment(value: object) -> datetime | None:
    """The moment (UTC) that a value names, to the microsecond, or None where it names none."""
    if not isinstance(value, int | float) or CLOCK.moment(value) is None:
        return None
    seconds = math.floor(value)
    return COCOA.at(seconds) + timedelta(microseconds=min(_MICROS - 1, round((value - seconds) * _MICROS)))


def either(column: str) -> str:
    """SQL: a column in seconds since 2001, also where a file keeps it in seconds since 1970; holds until 2038."""
    return f"(CASE WHEN {column} > {UNIX_SINCE} THEN {column} - {-COCOA.origin} ELSE {column} END)"


def reach(db: Database, table: str, column: str) -> Iterator[Covers]:
    """The first and last moment that a table holds; a time that is no number makes the reading a lower bound."""
    low, high = (COCOA.ticks(edge) for edge in PLAUSIBLE)
    plausible = f"at >= {low} AND at < {high}"
    first, last, strange, *_ = db.one(_REACH.format(plausible=plausible, column=column, table=table))
    if strange:
        db.doubt()
    begins, ends = moment(first), moment(last)
    if begins and ends:
        yield Covers(begins, ends)
