"""Dated rows outside a database: Windows' own clock, and what a reader says about the window and the extent.

``filetime``: 100 nanoseconds since 1601, as the registry, prefetch, shortcuts and the
recycle bin keep it. ``Dated``: feeds a reader's rows through the window, one by one, and
then says how many lay inside it and what time the artefact covers.

References: https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeGuard

from inzage.artefact import AMSTERDAM, Window
from inzage.formats.clocks import MILLISECONDS, PLAUSIBLE, SECONDS, WEBKIT, Clock
from inzage.observations import Covers, Opened

_WINDOWS, _UNIX, _UNIX_MS = Clock(WEBKIT), Clock(SECONDS), Clock(MILLISECONDS)
_NOON = time(12)


def filetime(ticks: int) -> datetime | None:
    """The moment (UTC) of a FILETIME, None where it names none."""
    return _WINDOWS.moment(ticks // 10)


def filetime_at(untrusted: bytes, offset: int = 0) -> datetime | None:
    """The FILETIME in eight bytes (little endian), None where they are not there or name no moment."""
    piece = untrusted[offset : offset + 8]
    return filetime(int.from_bytes(piece, "little")) if len(piece) == 8 else None  # noqa: PLR2004 (bytes of it)


def unix_seconds(ticks: object) -> datetime | None:
    """The moment (UTC) of seconds since 1970, None where they name none."""
    return _UNIX.moment(ticks)


def unix_millis(ticks: object) -> datetime | None:
    """The moment (UTC) of milliseconds since 1970, None where they name none."""
    return _UNIX_MS.moment(ticks)


def noon(day: date) -> datetime | None:
    """The middle of an Amsterdam day (UTC), for what is dated by the day alone; None outside plausible years."""
    at = datetime.combine(day, _NOON, AMSTERDAM).astimezone(PLAUSIBLE[0].tzinfo)
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] - timedelta(days=1) else None


class Dated:
    """Rows with a moment: inside the window or not. A row without one says nothing about when."""

    def __init__(self, window: Window) -> None:
        self._start, self._end = window.start, window.end
        self._rows = 0
        self._first: datetime | None = None
        self._last: datetime | None = None

    def inside(self, at: datetime | None) -> TypeGuard[datetime]:
        """Does a row of this moment lie in the window? Counts it."""
        if at is None:
            return False
        self._first = min(self._first or at, at)
        self._last = max(self._last or at, at)
        inside = self._start <= at < self._end
        self._rows += inside
        return inside

    def remarks(self) -> Iterator[Opened | Covers]:
        """How many rows lay in the window, and from when to when all of them reach."""
        yield Opened(self._rows)
        if self._first and self._last:
            yield Covers(self._first, self._last)
