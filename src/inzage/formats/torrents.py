"""What a BitTorrent program notes of one torrent, as an act of sharing.

A torrent is one act. **When**: the latest moment that the program notes (finished, else
added; the last sending where it is dated). **Shared** is true only where bytes were really
sent; what was merely there to be had is ``shared=False``. The two are different acts.

References: IPED issue 2548 (available for sharing against actually shared); artefact facts 6
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from inzage.formats.bencode import Broken, Value, decode
from inzage.formats.moments import unix_seconds
from inzage.observations import OnThisDevice, Sharing


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


def sharing(at: datetime, name: str, sent: int) -> Sharing:
    """One torrent of this device's own program."""
    return Sharing(at, name, sent > 0, OnThisDevice.YES)


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
