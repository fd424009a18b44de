"""Torrents in Deluge (``torrents.fastresume``): what was fetched or offered, and whether it was sent.

All systems; bencode, a dictionary from each torrent's number to bytes that are bencode
again, as the library libtorrent writes it. An act is a torrent. ``at``: the last sending where it
is dated (``last_upload``), else when it was finished or added (Unix seconds); ``shared`` where bytes
were sent (``total_uploaded``). ``rows``: torrents with such a moment in the window. A torrent whose bytes
cannot be read makes the reading a lower bound.

``torrents.state`` beside it is a Python pickle, which runs what it says to whoever reads it: it
stays shut. **On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent
that was taken out of the list is gone. Has not yet met a real file.

References: artefact facts 6; https://github.com/deluge-torrent/deluge (``deluge/core/torrentmanager.py``);
https://www.libtorrent.org/manual-ref.html (fast resume)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.bencode import Broken, Value, bencoded, decode
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.torrents import number, resumed, sharing, words
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, Remark
from inzage.readers import reader

_HASHES = (40, 64)
_HEX = frozenset(b"0123456789abcdefABCDEF")


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("deluge/state/torrents.fastresume",),
    elsewhere=("**/torrents.fastresume",),
)
def deluge(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrents whose moment falls inside the window."""
    held, dated, whole = bencoded(artefact), Dated(window), True
    if not all(len(key) in _HASHES and _HEX.issuperset(key) for key in held):
        raise refused(artefact)
    for packed in held.values():
        torrent = _torrent(packed)
        at, begun = resumed(torrent)
        whole &= at is not None
        if dated.inside(at):
            yield sharing(at, words(torrent, b"name", b"save_path"), number(torrent, b"total_uploaded"), begun, window)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _torrent(packed: Value) -> dict[bytes, Value]:
    try:
        value = decode(packed) if isinstance(packed, bytes) else {}
    except Broken:
        return {}
    return value if isinstance(value, dict) else {}
