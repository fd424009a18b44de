"""Visits in the history of Safari before 2014 (Safari 1 to 7): ``History.plist``.

The file keeps one entry per address with its last visit and a count. An observation is
that last visit; earlier ones have no date and are not counted, so the number of acts is
that of addresses. Where an entry names addresses that redirected to it, they are no acts.
``rows`` are the entries whose last visit lies in the window. An entry without address or
date makes the reading a lower bound.

These versions did not synchronise history: all of it was done on this device.

Has met a real file (18 entries).

References: https://github.com/log2timeline/plaso (``plist_plugins/safari_history.py``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.trees import entries, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Visit
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("Library/Safari/History.plist",),
    elsewhere=("**/History.plist",),
    met_real=True,
)
def safari_history_plist(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the last visit of each address, if it lies inside the window."""
    history = plist_tree(artefact)
    if not isinstance(history.get("WebHistoryDates"), list):
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for entry in entries(history["WebHistoryDates"]):
        fields = entry if isinstance(entry, dict) else {}
        address, at = text(fields, ""), _moment(text(fields, "lastVisitedDate"))
        whole &= bool(address and at)
        if dated.inside(at) and address:
            yield Visit(at, address, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _moment(seconds: str) -> datetime | None:
    """Seconds since 2001, written as a number in text."""
    try:
        return cocoa.moment(float(seconds))
    except ValueError:
        return None
