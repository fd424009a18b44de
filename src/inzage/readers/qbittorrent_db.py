"""Torrents in qBittorrent that keeps them in one database (``torrents.db``): fetched or offered, and whether sent.

Since version 4.4, where the person chose that form. Table ``torrents``, one row a torrent;
``libtorrent_resume_data`` holds what ``*.fastresume`` holds else (bencode). An act is that torrent.
``at``: the last sending where it is dated (``last_upload``), else when it was finished or added (Unix
seconds); ``shared`` where bytes were sent (``total_uploaded``). ``rows``: torrents with such a moment in
the window. A row whose data cannot be read makes the reading a lower bound.

**On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent that was
taken out of the list is gone. Has not yet met a real file.

References: artefact facts 6; https://github.com/qbittorrent/qBittorrent
(``src/base/bittorrent/dbresumedatastorage.cpp``); https://www.libtorrent.org/manual-ref.html (fast resume)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.sqlite import database, text
from inzage.formats.torrents import called, number, resume, resumed, sharing, words
from inzage.mandate import DataClass
from inzage.observations import Observation, Remark
from inzage.readers import reader

_ROWS = "SELECT t.id, {name}, t.libtorrent_resume_data FROM torrents AS t NOT INDEXED ORDER BY t.id"


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("qBittorrent/torrents.db", "qBittorrent/data/torrents.db"),
    elsewhere=("**/torrents.db",),
)
def qbittorrent_db(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrents whose moment falls inside the window."""
    dated = Dated(window)
    with database(artefact) as db:
        db.need("torrents", ("id", "name", "libtorrent_resume_data"))
        for _, name, packed in db.raw_rows(_ROWS.format(name=text("t.name"))):
            torrent = resume(packed)
            at, begun = resumed(torrent or {})
            if not (torrent and at):
                db.doubt()
            elif dated.inside(at):
                shown = called(name) or words(torrent, b"name", b"save_path")
                yield sharing(at, shown, number(torrent, b"total_uploaded"), begun, window)
        yield from dated.remarks()
        yield from db.remarks()
