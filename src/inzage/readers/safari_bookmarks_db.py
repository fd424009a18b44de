"""Bookmarks and reading list of Safari on iOS: ``Bookmarks.db``.

An observation is an address that was kept and not deleted, at the time of its last change
(``last_modified``, seconds since 2001); where that is missing, when the file was last
written and it was still there. When it was added stands in a packed column that is not
opened. None are folders and scripts. ``rows`` are the rows of ``bookmarks`` with an
address and a moment inside the window.

**Which device.** iCloud carries bookmarks: *unknown*.

Has met no real file yet; columns as several independent readers name them.

References: https://github.com/abrignoni/iLEAPP (``safariBookmarks.py``),
https://github.com/richinfante/iphonebackuptools (``bookmarks``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.moments import Dated
from inzage.formats.saved import is_place, last_seen
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import Columns, Observation, OnThisDevice, Remark, Saved
from inzage.readers import reader

_ROWS = """
    SELECT b.id, {changed}, {address} FROM bookmarks AS b NOT INDEXED
    WHERE b.url IS NOT NULL AND b.url <> '' {kept} AND ({undated} OR {inside})
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=("Safari/Bookmarks.db",),
    elsewhere=("**/Bookmarks.db",),
)
def safari_bookmarks_db(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the addresses whose moment lies inside the window."""
    with database(artefact) as db:
        columns = db.need("bookmarks", ("id", "type", "url"))
        absent = tuple(name for name in ("deleted", "last_modified") if name not in columns)
        if absent:
            yield Columns(absent, 0)
        dated = Dated(window)
        for _, changed, address in db.rows(_query(db, window)):
            at = cocoa.moment(changed) or last_seen(artefact)
            if dated.inside(at) and is_place(address):
                yield Saved(at, str(address), OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    dated = db.has("bookmarks", "last_modified")
    return _ROWS.format(
        changed="b.last_modified" if dated else "NULL",
        address=text("b.url"),
        kept="AND coalesce(b.deleted, 0) = 0" if db.has("bookmarks", "deleted") else "",
        undated="coalesce(b.last_modified, 0) = 0" if dated else "1",
        inside=cocoa.CLOCK.inside("b.last_modified", window) if dated else "0",
    )
