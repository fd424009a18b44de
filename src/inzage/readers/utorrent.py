"""Torrents in µTorrent and BitTorrent (``resume.dat``): what was fetched or offered, and whether it was sent.

All versions for Windows since 1.6; bencode, one dictionary per torrent under its file's name.
``.fileguard`` and ``rec`` are the program's own.

An act is a torrent. ``at``: when it was finished, else added (Unix seconds); ``shared`` where
bytes were sent (``uploaded``). ``rows``: torrents with a moment inside the window.

**On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent that was
taken out of the list is gone. Met one real file (one torrent, finished and sent).

References: artefact facts 6; plaso ``utorrent.py``; https://www.bittorrent.org/beps/bep_0003.html
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.bencode import bencoded
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.torrents import latest, number, sharing, words
from inzage.mandate import DataClass
from inzage.observations import Observation, Remark
from inzage.readers import reader

_GUARD, _ADDED = b".fileguard", b"added_on"
_TIMES = (_ADDED, b"completed_on")


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("uTorrent/resume.dat", "BitTorrent/resume.dat", "uTorrent Web/resume.dat"),
    elsewhere=("**/resume.dat",),
    met_real=True,
)
def utorrent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrents whose moment falls inside the window."""
    held, dated = bencoded(artefact), Dated(window)
    torrents = [value for value in held.values() if isinstance(value, dict) and _ADDED in value]
    if not torrents and _GUARD not in held:
        raise refused(artefact)
    for torrent in torrents:
        at = latest(torrent, _TIMES)
        if dated.inside(at):
            yield sharing(
                at,
                words(torrent, b"caption", b"path"),
                number(torrent, b"uploaded"),
                latest(torrent, (_ADDED,)),
                window,
            )
    yield from dated.remarks()
