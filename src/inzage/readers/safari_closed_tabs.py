"""Tabs and windows that were closed lately in Safari on macOS: ``RecentlyClosedTabs.plist``.

An observation is a tab that was closed, at the moment of closing (``DateClosed``); the tabs of
a window that was closed whole carry that of the window, where they have none of their own.
Pages of Safari itself are none. A tab of a private window, which some versions keep, counts
as others do. ``rows`` are the tabs closed inside the window; one without a date lies in no
window and makes the reading a lower bound.

All are of this device. Has met no real file yet; fields as two independent readers
name them.

References: https://github.com/ydkhatri/mac_apt (``safari.py``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place
from inzage.formats.trees import Fields, date, entries, inner, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason

_LIST = "ClosedTabOrWindowPersistentStates"


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/RecentlyClosedTabs.plist",),
    elsewhere=("**/RecentlyClosedTabs.plist",),
)
def safari_closed_tabs(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the tabs that were closed inside the window."""
    closed = plist_tree(artefact)
    if not isinstance(closed.get(_LIST), list):
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for address, at in _tabs(entries(closed[_LIST])):
        whole &= at is not None
        if dated.inside(at) and is_place(address):
            yield Saved(at, address, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _tabs(listed: list[object]) -> Iterator[tuple[str, datetime | None]]:
    """(address, when closed) of each tab; a window holds its tabs, a tab is its own."""
    for entry in listed:
        state = inner(entry, "PersistentState") if isinstance(entry, dict) else {}
        tabs: list[Fields] = [tab for tab in entries(state.get("TabStates")) if isinstance(tab, dict)]
        for tab in tabs or [state]:
            yield text(tab, "TabURL"), date(tab, "DateClosed") or date(state, "DateClosed")
