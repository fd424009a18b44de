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


_ENDS = "SELECT min({column}), max({column}) FROM {table} NOT INDEXED"
_EACH = """
    SELECT min(at), max(at), sum(typeof(held) IN ('text', 'blob') AND (length(held) > 0 OR {strict}))
    FROM (SELECT {at} AS at, {column} AS held FROM {table} NOT INDEXED)
"""


def reach(db: Database, table: str, column: str, clock: Clock) -> Iterator[Covers]:
    """The first and last moment that a table holds, whatever the window.

    A time that is words or bytes lies in no window, so a row with one may be missing from what was counted.
    """
    held, strange = ends(db, table, column, clock)
    if strange:
        db.doubt()
    if held:
        yield Covers(*map(MICROSECONDS.at, held))


def ends(
    db: Database, table: str, column: str, clock: Clock, *, strict: bool = True
) -> tuple[tuple[int, int] | None, bool]:
    """The first and last moment in a time column of a table (microseconds since 1970), and: are there words?

    SQLite orders words and bytes behind every number, so two ends that are times say the same of all
    between them, and the values need not be looked at one by one. ``strict``: an empty text is a word too.
    """
    known = clock.ends(*db.one(_ENDS.format(column=column, table=table))[:2])
    if known:
        return known, False
    each = _EACH.format(at=clock.micros(column), column=column, table=table, strict=int(strict))
    first, last, strange, *_ = db.one(each)
    if isinstance(first, int | float) and isinstance(last, int | float):
        return (int(first), int(last)), bool(strange)
    return None, bool(strange)


def gapless(db: Database, table: str, first: int, last: int, rows: int) -> bool:
    """Are too few numbers missing between a table's first and last row for any run? They need not be looked for."""
    return db.proven(table, "id") and last - first + 1 - rows < RUN


def whole(value: object) -> int:
    """An integer that a database gave, or 0 where it gave something else."""
    return value if isinstance(value, int) else 0
