"""Downloads of Firefox since version 26, kept as annotations of an address in ``places.sqlite``.

An address that a file was fetched from carries ``downloads/destinationFileURI``, with the
moment it was first and last fetched, and ``downloads/metaData`` with how the last one
ended. An observation is each of these two moments, once where they are the same. Left
out: what failed, was cancelled or blocked and has no size. Fetched three times or more,
an address counts twice. ``rows`` are the annotations with one of the moments inside the
window; the file's name on the computer is not read. A file without such tables keeps no
downloads (a column remark says so).

Downloads are not synchronised: all are of this device.

Has met no real annotation yet (the real ``places.sqlite`` at hand holds none).

References: https://searchfox.org/mozilla-central/source/toolkit/components/downloads/DownloadHistory.sys.mjs,
https://github.com/log2timeline/plaso (``firefox_118_downloads``)
"""

import json
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.firefox_profile import places
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Columns, Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MICROSECONDS)
_NEEDED = ("id", "place_id", "anno_attribute_id", "content", "dateadded", "lastmodified")
_NOTHING = frozenset({2, 3, 6, 8, 9})
_KIND = "(SELECT n.id FROM moz_anno_attributes AS n NOT INDEXED WHERE n.name = 'downloads/{name}')"
_ROWS = """
    WITH ended AS MATERIALIZED (
        SELECT place_id, max(id), content FROM moz_annos NOT INDEXED
        WHERE anno_attribute_id = {meta} GROUP BY place_id
    )
    SELECT a.id, a.dateAdded, a.lastModified, {address}, {content}
    FROM moz_annos AS a NOT INDEXED LEFT JOIN moz_places AS p ON p.id = a.place_id
        LEFT JOIN ended AS e ON e.place_id = a.place_id
    WHERE a.anno_attribute_id = {destination} AND ({first} OR {last})
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=places("places.sqlite"),
    elsewhere=mozilla.ELSEWHERE,
)
def firefox_places_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads whose first or last time lies inside the window."""
    with database(artefact) as db:
        db.need("moz_places", ("id", "url"))
        if not (db.has("moz_annos") and db.has("moz_anno_attributes")):
            yield Columns(("anno_attribute_id",), 0)
            yield Opened(0)
        else:
            db.need("moz_annos", _NEEDED)
            opened = 0
            for row in db.rows(_query(window)):
                opened += 1
                yield from _downloads(db, row, window)
            yield Opened(opened)
        yield from db.remarks()


def _query(window: Window) -> str:
    return _ROWS.format(
        meta=_KIND.format(name="metaData"),
        destination=_KIND.format(name="destinationFileURI"),
        address=text("p.url"),
        content=text("e.content"),
        first=_CLOCK.inside("a.dateAdded", window),
        last=_CLOCK.inside("a.lastModified", window),
    )


def _downloads(db: Database, row: Row, window: Window) -> Iterator[Download]:
    _, first, last, address, ended = row
    if not _fetched(ended):
        return
    if not (isinstance(address, str) and address):
        db.doubt()
        return
    moments = {at for at in map(_CLOCK.moment, (first, last)) if at and window.start <= at < window.end}
    for at in sorted(moments):
        yield Download(at, (address,), OnThisDevice.YES)


def _fetched(ended: object) -> bool:
    """Did anything come in? What does not say how it ended counts."""
    try:
        said = json.loads(ended) if isinstance(ended, str) else {}
    except (ValueError, RecursionError):
        return True
    return not isinstance(said, dict) or said.get("state") not in _NOTHING or bool(said.get("fileSize"))
