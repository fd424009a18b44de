"""Visits in the history of Internet Explorer 10 and 11 and of the Edge before 2020: ``WebCacheV01.dat``.

An ESE database (``WebCacheV16.dat`` and ``WebCacheV24.dat`` in the first ones). ``Containers``
names the tables; those called ``History`` hold one row per address (``Visited: user@address``) with
its last visit (``AccessedTime``, FILETIME, UTC) and a count. An observation is that last visit of
a place on the internet; earlier ones have no date. No acts are: local files, hosts alone and the
programs' own pages. The daily and weekly containers (``MSHist01…``) hold the same visits again
and stay shut, and so do the cache, the cookies and the downloads. ``rows``: rows of the history
whose last visit lies in the window. Every program with Windows' own web view writes here too.

The file is in use as long as its user is signed in, so it is seldom closed: then what its logs
still hold is not in it, and what is counted is a lower bound.

**On this device**: unknown. From Windows 8 on the history can be synchronised with a Microsoft account,
and no column is known of which it is certain that it tells such a visit from one made here.

Has met no real file of this browser yet, only real databases of the same kind.

References: artefact facts 3.5; plaso ``msie_webcache.py``; libesedb's format specification
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.ese import Database, Row
from inzage.formats.moments import Dated, filetime
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Visit
from inzage.readers import reader

_LISTED, _HISTORY = "Containers", "history"
_VISITED = re.compile(r"Visited: .*?@(?=(?:https?|ftp)://)", re.IGNORECASE | re.DOTALL)


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("Microsoft/Windows/WebCache/WebCacheV*.dat",),
    elsewhere=("**/WebCacheV*.dat",),
)
def webcache_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the last visit of each address, if it lies inside the window."""
    cache, dated = Database(artefact), Dated(window)
    cache.need(_LISTED)
    for row in _history(cache):
        at = filetime(row.number("AccessedTime") or 0)
        if not dated.inside(at) or at is None:
            continue
        location = row.text("Url")
        visited = _VISITED.match(location)
        if visited:
            yield Visit(at, location[visited.end() :], OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if cache.degraded:
        yield Degraded()


def _history(cache: Database) -> Iterator[Row]:
    """Rows of every container of that name; there is one per kind of program."""
    numbers = [row.number("ContainerId") for row in cache.rows(_LISTED, "ContainerId", "Name") if _is_history(row)]
    for number in dict.fromkeys(numbers):
        table = f"Container_{number}"
        if table in cache.tables:
            yield from cache.rows(table, "AccessedTime", "Url")
        else:
            cache.degraded = True


def _is_history(row: Row) -> bool:
    return row.text("Name").casefold() == _HISTORY
