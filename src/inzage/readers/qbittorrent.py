"""A torrent in qBittorrent or FrostWire (``*.fastresume``, ``*.resume``): fetched or offered, and whether it was sent.

All systems, versions that keep a file per torrent (the default up to now; ``torrents.db`` is
read by ``qbittorrent_db``); bencode, as the library libtorrent writes it. An act is that
torrent. ``at``: the last sending where it is dated (``last_upload``), else when it was
finished or added (Unix seconds); ``shared`` where bytes were sent (``total_uploaded``). ``rows``: 1
where its moment falls inside the window.

**On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent that was
taken out of the list is gone. Has not yet met a real file.

References: artefact facts 6; https://www.libtorrent.org/manual-ref.html (fast resume)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.bencode import bencoded
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.torrents import number, resumed, sharing, words
from inzage.mandate import DataClass
from inzage.observations import Observation, Remark
from inzage.readers import reader

_FORMAT = b"libtorrent resume file"


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("qBittorrent/BT_backup/*.fastresume", "qBittorrent/data/BT_backup/*.fastresume"),
    elsewhere=("**/*.fastresume", "**/*.resume"),
)
def qbittorrent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrent, if its moment falls inside the window."""
    torrent, dated = bencoded(artefact), Dated(window)
    if torrent.get(b"file-format") != _FORMAT:
        raise refused(artefact)
    at, begun = resumed(torrent)
    if dated.inside(at):
        name = words(torrent, b"qBt-name", b"name", b"qBt-savePath", b"save_path")
        yield sharing(at, name, number(torrent, b"total_uploaded"), begun, window)
    yield from dated.remarks()
