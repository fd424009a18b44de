"""A torrent in Transmission (``*.resume``): what was fetched or offered, and whether it was sent.

All systems; bencode, one file per torrent. An act is that torrent. ``at``: the last transfer
(``activity-date``), else when it was finished or added (Unix seconds); ``shared`` where bytes
were sent (``uploaded``). ``rows``: 1 where its moment falls inside the window.

**On this device**: yes; the program's own note of what it does here. What was sent on no
known date, of a torrent from before the window, is of unknown origin (``formats.torrents``). A torrent that was
taken out of the list is gone. Met one real file (fetched, never sent).

References: artefact facts 6; plaso ``transmission.py``;
https://github.com/transmission/transmission (``libtransmission/resume.cc``)
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

_TIMES = (b"added-date", b"done-date", b"activity-date")


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("transmission/resume/*.resume", "Transmission/Resume/*.resume", "transmission-daemon/resume/*.resume"),
    elsewhere=("**/*.resume",),
    met_real=True,
)
def transmission(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrent, if its moment falls inside the window."""
    torrent, dated = bencoded(artefact), Dated(window)
    if not set(_TIMES) & torrent.keys():
        raise refused(artefact)
    at, added, done = latest(torrent, _TIMES), latest(torrent, _TIMES[:1]), latest(torrent, _TIMES[1:2])
    begun = at if at and done and done < at else added  # once it is whole, nothing but sending is a transfer
    if dated.inside(at):
        yield sharing(at, words(torrent, b"name", b"destination"), number(torrent, b"uploaded"), begun, window)
    yield from dated.remarks()
