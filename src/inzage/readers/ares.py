"""Files that Ares knows (``ShareH.dat``): what was fetched, to be had by others from then on.

Ares Galaxy 2.x; ``__ARESDB1.02H_``, then per file 23 bytes (SHA-1, *is it offered*, length) and that
many bytes of details (kind, length, value): 2 title, 11 date. Both are veiled: each byte by the high byte
of a 16-bit number that the bytes before it move on, from 13871 for the 23 and from 13872 for the details.

An act is a file with a date: that of its fetching, in seconds since 1970 by the computer's own clock,
which is taken for Amsterdam time. A file stands there again after each change; the last entry counts.
What the person put into the shared folder himself has no date, and is no act. ``shared``: never; that a file
was really sent is written nowhere. ``rows``: files with a date inside the window. ``ShareL.dat`` holds the
same files without dates.

**On this device**: yes; the program's own note of what it does here. Has not yet met a real file:
what breaks off is a lower bound.

References: artefact facts 6; the source of Ares (``helper_library_db.pas``); IPED's parser for Ares
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated, unix_seconds
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Sharing
from inzage.readers import reader

_MAGIC = b"__ARESDB1.02H_"
_HEAD, _HASH = 23, 20
_OF_HEAD, _OF_DETAILS = 13871, 13872
_MOST_DETAILS = 1024
_TITLE, _DATE = 2, 11
Known = dict[bytes, tuple[datetime | None, str]]
"""SHA-1 → (fetched, title)."""


@reader(opens=DataClass.SHARING, family="sharing", at=("Ares/Data/ShareH.dat",), elsewhere=("**/ShareH.dat",))
def ares(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that were fetched inside the window."""
    untrusted, dated = content(artefact), Dated(window)
    if not untrusted.startswith(_MAGIC):
        raise refused(artefact)
    known, whole = _known(untrusted)
    for at, title in known.values():
        if dated.inside(at):
            yield Sharing(at, title, False, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _known(untrusted: bytes) -> tuple[Known, bool]:
    """The files, and whether the list was read to its end."""
    known: Known = {}
    at = len(_MAGIC)
    while at < len(untrusted):
        head = _unveiled(untrusted[at : at + _HEAD], _OF_HEAD)
        length = int.from_bytes(head[_HASH + 1 :], "little")
        at += _HEAD
        veiled = untrusted[at : at + length]
        if len(head) < _HEAD or length > _MOST_DETAILS or len(veiled) < length:
            return known, False
        if length:
            details = dict(_details(_unveiled(veiled, _OF_DETAILS)))
            known[head[:_HASH]] = _fetched(details.get(_DATE, b"")), details.get(_TITLE, b"").decode("utf-8", "replace")
        at += length
    return known, True


def _unveiled(untrusted: bytes, state: int) -> bytes:
    clear = bytearray()
    for byte in untrusted:
        clear.append(byte ^ state >> 8)
        state = ((byte + state) * 23219 + 36126) & 0xFFFF
    return bytes(clear)


def _details(clear: bytes) -> Iterator[tuple[int, bytes]]:
    while len(clear) >= 3:  # noqa: PLR2004 (kind and length)
        end = 3 + int.from_bytes(clear[1:3], "little")
        yield clear[0], clear[3:end]
        clear = clear[end:]


def _fetched(clear: bytes) -> datetime | None:
    """The moment (UTC) of seconds by the computer's own clock."""
    by_its_clock = unix_seconds(int.from_bytes(clear, "little")) if len(clear) == 4 else None  # noqa: PLR2004 (bytes)
    return by_its_clock.replace(tzinfo=AMSTERDAM).astimezone(UTC) if by_its_clock else None
