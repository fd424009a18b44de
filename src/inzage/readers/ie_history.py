"""Visits in the history of Internet Explorer 5 to 9: ``History.IE5/index.dat``.

The file keeps one record per address (``Visited: user@address``) with its last visit and
a count. An observation is that last visit of a place on the internet; earlier ones have
no date. No acts are: records of local files and of hosts alone. The daily and weekly
files beside it (``MSHist01...``) hold the same visits again and stay shut, and so do the
cache's own files: what a page loaded, the person did not ask for. A replaced or removed
record stays in the file; it is not read. ``rows`` are the records named by the file's
tables whose last visit lies in the window.

The history stays on its computer: all of it was done on this device.

Has met a real file: 17 records, of which 2 are remains of earlier states, so 15.

References: libmsiecf, "MSIE Cache File (index.dat) format specification" (Joachim Metz)
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.index_dat import IndexDat
from inzage.formats.moments import Dated
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Visit
from inzage.readers import reader

_DAILY = ("History.IE5/MSHist*/index.dat",)
_VISITED = re.compile(rb"Visited: .*?@(?=(?:https?|ftp)://)", re.IGNORECASE | re.DOTALL)


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("History.IE5/index.dat",),
    elsewhere=_DAILY,
    copies=_DAILY,
    met_real=True,
)
def ie_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the last visit of each address, if it lies inside the window."""
    history, dated = IndexDat(artefact), Dated(window)
    for record in history.records():
        visited = _VISITED.match(record.untrusted_location)
        if dated.inside(record.at) and record.at and visited:
            address = record.untrusted_location[visited.end() :].decode("utf-8", "replace")
            yield Visit(record.at, address, OnThisDevice.YES)
    yield from dated.remarks()
    if history.degraded:
        yield Degraded()
