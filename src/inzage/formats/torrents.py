"""What a BitTorrent program notes of one torrent, as an act of sharing.

A torrent is one act. **When**: the latest moment that the program notes (finished, else
added; the last sending where it is dated). **Shared** is true only where bytes were really
sent; what was merely there to be had is ``shared=False``. The two are different acts.

**Whose period.** What was sent is kept as one sum over all years, mostly without a date. Sending is an act of the
window only where the program dates it, or where the torrent was not there before the window;
otherwise it may have been sent before, and stands as of *unknown* origin, so that it accuses nobody.

References: IPED issue 2548 (available for sharing against actually shared); artefact facts 6
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from inzage.artefact import Window
from inzage.formats.bencode import Broken, Value, decode
from inzage.formats.moments import unix_seconds
from inzage.observations import OnThisDevice, Sharing

_ADDED, _DONE, _SENT = b"added_time", b"completed_time", b"last_upload"


def number(torrent: Mapping[bytes, Value], key: bytes) -> int:
    """A field that is a number, 0 where it is not."""
    value = torrent.get(key)
    return value if isinstance(value, int) else 0


def words(torrent: Mapping[bytes, Value], *keys: bytes) -> str:
    """The first of these fields that is text, empty where none is."""
    found = (value for key in keys if isinstance(value := torrent.get(key), bytes) and value)
    return next(found, b"").decode("utf-8", "replace")


def latest(torrent: Mapping[bytes, Value], keys: Iterable[bytes]) -> datetime | None:
    """The latest moment that these fields (Unix seconds) name."""
    return max((at for key in keys if (at := unix_seconds(number(torrent, key)))), default=None)


def sharing(at: datetime, name: str, sent: int, begun: datetime | None, window: Window) -> Sharing:
    """One torrent of this device's own program; ``begun``: before this nothing of it can have been sent."""
    certain = sent <= 0 or (begun is not None and begun >= window.start)
    return Sharing(at, name, sent > 0, OnThisDevice.YES if certain else OnThisDevice.UNKNOWN)


def resumed(torrent: Mapping[bytes, Value], came: datetime | None = None) -> tuple[datetime | None, datetime | None]:
    """(moment, since when it can have been sent) of what the library libtorrent writes: the last sending where dated.

    ``came``: when it was added, where the program itself keeps that.
    """
    added, sent = came or latest(torrent, (_ADDED,)), latest(torrent, (_SENT,))
    if sent and number(torrent, b"total_uploaded") > 0:
        return sent, sent
    return max((at for at in (added, latest(torrent, (_DONE, _SENT))) if at), default=None), added


def resume(untrusted: object) -> dict[bytes, Value] | None:
    """A torrent that a database keeps as bytes; None where it is no such thing."""
    try:
        value = decode(untrusted) if isinstance(untrusted, bytes) else None
    except Broken:
        return None
    return value if isinstance(value, dict) else None


def called(untrusted: object) -> str:
    """The name that a database gave as bytes, empty where it gave something else."""
    return untrusted.decode("utf-8", "replace") if isinstance(untrusted, bytes) else ""
