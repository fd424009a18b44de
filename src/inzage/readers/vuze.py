"""Torrents in Vuze, Azureus and BiglyBT (``downloads.config``): what was fetched or offered, and whether it was sent.

All systems; bencode, a list ``downloads`` with a dictionary per torrent. An act is a torrent. ``at``: when it was
put into the list (``creationTime``, Unix milliseconds): the program dates no sending here; ``shared`` where
bytes were sent (``uploaded``). ``rows``: torrents with such a moment in the window. Some versions keep what
was sent elsewhere (``active/…``, not read), and one without ``creationTime`` has no moment: a lower bound.

**On this device**: yes; the program's own note of what it does here. A torrent that was
taken out of the list is gone. Has not yet met a real file.

References: artefact facts 6; https://github.com/BiglySoftware/BiglyBT
(``com/biglybt/core/global/impl/GlobalManagerImpl.java``)
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

_UPLOADED = b"uploaded"


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=(
        "Azureus/downloads.config",
        ".azureus/downloads.config",
        "Vuze/downloads.config",
        "BiglyBT/downloads.config",
        ".biglybt/downloads.config",
    ),
    elsewhere=("**/downloads.config",),
)
def vuze(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the torrents that were put into the list inside the window."""
    held, dated, whole = bencoded(artefact).get(b"downloads"), Dated(window), True
    if not isinstance(held, list):
        raise refused(artefact, Reason.TABLE_MISSING)
    for torrent in held:
        told = torrent if isinstance(torrent, dict) else {}
        at = unix_millis(number(told, b"creationTime"))
        whole &= at is not None and _UPLOADED in told
        if dated.inside(at):
            yield sharing(at, words(told, b"save_file", b"torrent"), number(told, _UPLOADED), at, window)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
