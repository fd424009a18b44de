"""Tabs of Safari on macOS as they stood when it last wrote them down: ``LastSession.plist``.

An observation is a tab of a window (``SessionWindows``, ``TabStates``), at the moment it was last
looked at (``LastVisitTime``, seconds since 2001); versions without that moment: when the file
was last written and the tab was still there. Pages of Safari itself are none. Tabs of a
private window count as others do, where it is written down. ``rows``: tabs with a moment inside
the window.

All are of this device. Has met no real file yet; fields as two independent readers
name them.

References: https://github.com/ydkhatri/mac_apt (``safari.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place, last_seen
from inzage.formats.trees import entries, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/LastSession.plist",),
    elsewhere=("**/LastSession.plist",),
)
def safari_last_session(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the tabs whose moment lies inside the window."""
    session = plist_tree(artefact)
    if not isinstance(session.get("SessionWindows"), list):
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for shown in entries(session["SessionWindows"]):
        for tab in entries(shown.get("TabStates")) if isinstance(shown, dict) else ():
            fields = tab if isinstance(tab, dict) else {}
            address = text(fields, "TabURL")
            at = cocoa.moment(fields.get("LastVisitTime")) or last_seen(artefact)
            whole &= bool(fields and at)
            if dated.inside(at) and is_place(address):
                yield Saved(at, address, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
