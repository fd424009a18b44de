"""Bookmarks of Firefox, its mobile apps and Tor Browser: ``moz_bookmarks`` in ``places.sqlite``.

An observation is an address that was kept, at the time it was added. None are: folders,
separators, kept searches (``place:``), scripts, the entries of a news feed (a folder that
fills itself) and the copies of a bookmark under its tags. ``rows`` are all rows of
``moz_bookmarks`` that were added inside the window.

**Which device.** Firefox Sync carries bookmarks without a mark: *unknown*, except where
the profile shows that it never took part (``formats.mozilla``). Also unknown is what was
added before, or within ``FRESH`` of, the making of the database: the maker's own and what
was brought in from another browser.

Has met a real file (Firefox 4: 101 rows, of which 78 of a feed). Mobile files only as
facts describe them.

References: https://searchfox.org/mozilla-central/source/toolkit/components/places/nsPlacesTables.h,
https://github.com/abrignoni/iLEAPP (``firefoxIOS.py``)
"""

from collections.abc import Iterator
from datetime import timedelta

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import MICROSECONDS
from inzage.formats.extent import reach
from inzage.formats.firefox_profile import here_or_unknown
from inzage.formats.saved import is_place
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Saved
from inzage.readers import reader

FRESH = timedelta(minutes=1)

_KNOWN = names(
    "id type fk parent position title keyword_id folder_type dateAdded lastModified guid syncStatus syncChangeCounter"
)
_ROWS = """
    SELECT b.id, b.dateAdded, CASE WHEN b.type = 1 {kept} THEN {address} END
    FROM moz_bookmarks AS b NOT INDEXED LEFT JOIN moz_places AS p ON p.id = b.fk
    WHERE {inside}
"""
_TAGS = "AND b.parent NOT IN (SELECT t.id FROM moz_bookmarks AS t NOT INDEXED WHERE t.parent IN ({roots}))"
_FEEDS = """
    AND b.parent NOT IN (
        SELECT f.item_id FROM moz_items_annos AS f NOT INDEXED WHERE f.item_id IS NOT NULL AND f.anno_attribute_id IN
        (SELECT n.id FROM moz_anno_attributes AS n NOT INDEXED WHERE n.name = 'livemark/feedURI')
    )
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_saved",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
    met_real=True,
)
def firefox_bookmarks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the addresses that were kept inside the window."""
    with database(artefact) as db:
        db.need("moz_bookmarks", ("id", "type", "fk", "parent", "dateadded"))
        db.need("moz_places", ("id", "url"))
        yield from db.compare("moz_bookmarks", _KNOWN, ())
        own, own_until, opened = here_or_unknown(artefact), _own_until(db), 0
        inside = mozilla.CLOCK.inside("b.dateAdded", window)
        for _, time, address in db.rows(_ROWS.format(kept=_kept(db), address=text("p.url"), inside=inside)):
            opened += 1
            at = mozilla.CLOCK.moment(time)
            if at and isinstance(address, str) and is_place(address):
                yield Saved(at, address, own if MICROSECONDS.ticks(at) > own_until else OnThisDevice.UNKNOWN)
        yield Opened(opened)
        yield from reach(db, "moz_bookmarks", "dateAdded", mozilla.CLOCK)
        yield from db.remarks()


def _own_until(db: Database) -> int:
    """Until when (in microseconds) a bookmark may be the maker's own or brought in."""
    return (mozilla.made(db) or 0) + FRESH // timedelta(microseconds=1)


def _kept(db: Database) -> str:
    """SQL: neither under a tag nor of a feed."""
    roots = []
    if db.has("moz_bookmarks", "guid"):
        roots.append("SELECT g.id FROM moz_bookmarks AS g NOT INDEXED WHERE g.guid = 'tags________'")
    if db.has("moz_bookmarks_roots", "folder_id"):
        roots.append("SELECT r.folder_id FROM moz_bookmarks_roots AS r NOT INDEXED WHERE r.root_name = 'tags'")
    kept = [_TAGS.format(roots=" UNION ".join(roots))] if roots else []
    if db.has("moz_items_annos", "item_id") and db.has("moz_anno_attributes", "name"):
        kept.append(_FEEDS)
    return " ".join(kept)
