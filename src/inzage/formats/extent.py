"""How far a table of acts reaches in time, how long a run of missing numbers counts, and plain arithmetic."""

from collections.abc import Iterator
from datetime import timedelta

from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.sqlite import Database
from inzage.observations import Covers

DAY = timedelta(days=1)

RUN = 5
"""Missing row numbers in a row, from which they are reported.

A judgement: repair, an extension or one retracted page takes out a few; a finding must
rest on more than that. What lies under it is not seen, and the readers say so.
"""


_REACH = """
    SELECT min(at), max(at), sum(kind IN ('text', 'blob'))
    FROM (SELECT {at} AS at, {kind} AS kind FROM {table} NOT INDEXED)
"""


def reach(db: Database, table: str, column: str, clock: Clock) -> Iterator[Covers]:
    """The first and last moment that a table holds, whatever the window.

    A time that is words or bytes lies in no window, so a row with one may be missing from what was counted.
    """
    at, kind = clock.micros(column), f"typeof({column})"
    first, last, strange, *_ = db.one(_REACH.format(at=at, kind=kind, table=table))
    if strange:
        db.doubt()
    if isinstance(first, int | float) and isinstance(last, int | float):
        yield Covers(MICROSECONDS.at(int(first)), MICROSECONDS.at(int(last)))


def whole(value: object) -> int:
    """An integer that a database gave, or 0 where it gave something else."""
    return value if isinstance(value, int) else 0
