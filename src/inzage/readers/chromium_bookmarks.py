"""Bookmarks of Chrome, Edge, Brave and every other Chromium browser: the file ``Bookmarks`` (JSON, since 2008).

An observation is an address that was kept, at the time it was added; where that time is
missing, when the file was last written and it was still there. None are folders, scripts
and the browser's own pages. The copies beside it (``Bookmarks.bak``) hold the same again
and stay shut. ``rows`` are the bookmarks with a moment inside the window.

**Which device.** Sync brings bookmarks of other devices, and neither the file nor a field
in it shows that it was never on: *unknown*.

**Time.** Microseconds since 1601, written as text. Has met no real file yet.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/bookmarks/browser/bookmark_codec.cc
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import chromium
from inzage.formats.clocks import WEBKIT, Clock
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import is_place, last_seen
from inzage.formats.trees import MOST, Fields, dictionaries, inner, json_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Reason

_CLOCK = Clock(WEBKIT)
_DIGITS = 20
_BESIDE = chromium.places("Bookmarks.bak", "Bookmarks.msbak")


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=chromium.places("Bookmarks"),
    elsewhere=("**/Bookmarks", *_BESIDE),
    copies=(*chromium.COPIES, *_BESIDE),
)
def chromium_bookmarks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the addresses whose moment lies inside the window."""
    untrusted = content(artefact, MOST)
    kept = json_tree(artefact, untrusted, b'"roots"')
    if not isinstance(kept.get("roots"), dict):
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for node in dictionaries(inner(kept, "roots")):
        if node.get("type") != "url":
            continue
        address, at = text(node, "url"), _added(node) or last_seen(artefact)
        whole &= bool(address and at)
        if dated.inside(at) and is_place(address):
            yield Saved(at, address, OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    yield from marred(untrusted)
    if not whole:
        yield Degraded()


def _added(node: Fields) -> datetime | None:
    ticks = text(node, "date_added")
    return _CLOCK.moment(int(ticks)) if ticks.isdecimal() and len(ticks) <= _DIGITS else None
