"""Tabs and tab groups of Safari since iOS 15 and macOS 12: ``SafariTabs.db``.

An observation is a tab that was kept and not deleted, at the moment it was last looked
at. That moment stands in a packed column (``extra_attributes``: ``DateLastViewed``), so the
window cannot be applied in the query: the moments and addresses of all tabs leave the
database and those outside are dropped at once. A tab without a moment was last seen when
the file was last written. The column with a tab's own state is not opened. ``rows`` are
the tabs with a moment inside the window.

**Which device.** iCloud carries tab groups, and the device that a tab names cannot be
compared with this one: *unknown*.

Has met no real file yet; columns and fields as one description of a real file has them.

References: https://github.com/abrignoni/iLEAPP (``safariTabs.py``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import apple_plist
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place, last_seen
from inzage.formats.sqlite import Database, database, text
from inzage.formats.trees import date
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader
from inzage.result import Unreadable

_NEEDED = ("id", "type", "url", "deleted", "extra_attributes")
_PACKED_MOST = 256 * 1024
_ROWS = """
    SELECT b.id, {address}, b.extra_attributes FROM bookmarks AS b NOT INDEXED
    WHERE b.type = 0 AND coalesce(b.url, '') <> '' AND coalesce(b.deleted, 0) = 0 ORDER BY b.id
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/SafariTabs.db",),
    elsewhere=("**/SafariTabs.db",),
)
def safari_tabs_db(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the tabs whose moment lies inside the window."""
    with database(artefact) as db:
        db.need("bookmarks", _NEEDED)
        dated, seen = Dated(window), last_seen(artefact)
        for _, address, packed in db.raw_rows(_ROWS.format(address=text("b.url"))):
            at = _last_viewed(db, packed) or seen
            shown = address.decode("utf-8", "replace") if isinstance(address, bytes) else ""
            if at is None:
                db.doubt()
            if dated.inside(at) and is_place(shown):
                yield Saved(at, shown, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from db.remarks()


def _last_viewed(db: Database, packed: object) -> datetime | None:
    if not isinstance(packed, bytes):
        return None
    try:
        return date(apple_plist.load(packed, _PACKED_MOST), "DateLastViewed")
    except Unreadable:
        db.doubt()
        return None
