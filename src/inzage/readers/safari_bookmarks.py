"""Bookmarks and reading list of Safari on macOS: ``Bookmarks.plist``.

An observation is an address that was kept. Of the reading list the file says when; of an
ordinary bookmark it does not, so its moment is when the file was last written and it was
still there. None are folders, scripts and what only stands for another list (history,
nearby computers). ``rows`` are the entries with a moment inside the window.

**Which device.** iCloud carries both without a mark: *unknown*.

Has met no real file yet.

References: https://github.com/log2timeline/plaso, https://github.com/ydkhatri/mac_apt (``safari.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place, last_seen
from inzage.formats.trees import date, dictionaries, inner, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/Bookmarks.plist", "Safari/Profiles/*/Bookmarks.plist"),
    elsewhere=("**/Bookmarks.plist",),
)
def safari_bookmarks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the addresses whose moment lies inside the window."""
    kept = plist_tree(artefact)
    if not isinstance(kept.get("Children"), list) or "WebBookmarkType" not in kept:
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for node in dictionaries(kept):
        if node.get("WebBookmarkType") != "WebBookmarkTypeLeaf":
            continue
        address = text(node, "URLString")
        at = date(inner(node, "ReadingList"), "DateAdded") or last_seen(artefact)
        whole &= bool(address and at)
        if dated.inside(at) and is_place(address):
            yield Saved(at, address, OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
