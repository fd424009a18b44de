"""Torrents in LibreTorrent and its kin on Android (``libretorrent.db``): fetched or offered, and whether sent.

Since version 2; tables ``Torrent`` (one row each, ``dateAdded`` in Unix milliseconds) and ``FastResume`` (bencode,
as the library libtorrent writes it). An act is a torrent. ``at``: the last sending where it is dated
(``last_upload``), else when it was finished or added; ``shared`` where bytes were sent
(``total_uploaded``). ``rows``: torrents with such a moment in the window. A torrent without fast resume
is there and nothing is said of sending; one whose data cannot be read makes a lower bound.

**On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent that was
taken out of the list is gone. Has not yet met a real file.

References: artefact facts 6; ALEAPP ``libretorrent.py``; https://github.com/proninyaroslav/libretorrent
(``core/model/data/entity``); https://www.libtorrent.org/manual-ref.html (fast resume)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.sqlite import database, text
from inzage.formats.torrents import called, number, resume, resumed, sharing
from inzage.mandate import DataClass
from inzage.observations import Observation, Remark
from inzage.readers import reader

_ROWS = """
    SELECT t.rowid, {name}, t.dateAdded, f.data
    FROM Torrent AS t NOT INDEXED LEFT JOIN FastResume AS f ON f.torrentId = t.id ORDER BY t.rowid
"""


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("databases/libretorrent.db",),
    elsewhere=("**/libretorrent.db",),
)
def libretorrent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrents whose moment falls inside the window."""
    dated = Dated(window)
    with database(artefact) as db:
        db.need("torrent", ("id", "name", "dateadded"))
        db.need("fastresume", ("torrentid", "data"))
        for _, name, added, packed in db.raw_rows(_ROWS.format(name=text("t.name"))):
            torrent = resume(packed) if packed else {}
            at, begun = resumed(torrent or {}, unix_millis(added))
            if torrent is None or at is None:
                db.doubt()
            if dated.inside(at):
                yield sharing(at, called(name), number(torrent or {}, b"total_uploaded"), begun, window)
        yield from dated.remarks()
        yield from db.remarks()
