"""Files that µTorrent and BitTorrent on Android fetched (``dlhistory….config``).

Bencode; a list ``records`` with a dictionary per file: ``a`` (Unix milliseconds), ``n`` (name), ``s`` (place).
An act is a file, ``shared`` false: of sending the list says nothing. ``rows``: records with such a moment
in the window. A record without one makes the reading a lower bound. The copy beside it (``.bak``)
stays shut.

**On this device**: yes; the program's own note of what it does here. Has not yet met a real file.

References: artefact facts 6, appendix B; ALEAPP ``bittorrentDlhist.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.bencode import bencoded
from inzage.formats.content import refused
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.torrents import number, sharing, words
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, Remark
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("com.bittorrent.client/**/dlhistory*.config", "com.utorrent.client/**/dlhistory*.config"),
    elsewhere=("**/dlhistory*.config",),
)
def bittorrent_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that were fetched inside the window."""
    records, dated, whole = bencoded(artefact).get(b"records"), Dated(window), True
    if not isinstance(records, list):
        raise refused(artefact, Reason.TABLE_MISSING)
    for record in records:
        told = record if isinstance(record, dict) else {}
        at = unix_millis(number(told, b"a"))
        whole &= at is not None
        if dated.inside(at):
            yield sharing(at, words(told, b"n", b"s"), 0, at, window)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
