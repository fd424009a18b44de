"""The whole content of a small file that is no database, bounded; and what is wrong with it where it will not do.

Where a reader's place belongs to its artefact alone (``sure``) content of another shape is
damage; elsewhere it is simply another file (``OTHER_KIND``).

References: pread(2)
"""

import os

from inzage.artefact import Artefact
from inzage.result import Reason, Unreadable

MOST = 64 * 1024 * 1024
"""Bytes of a file that is read whole."""

_FIRST = 4096
_PIECE = 1 << 20


def first_bytes(artefact: Artefact, most: int = MOST) -> bytes:
    """The beginning of a file that may be read: raises ``Unreadable`` where it is empty, zeroed or too large."""
    if artefact.size == 0:
        raise refused(artefact, Reason.EMPTY_FILE)
    first = _pread(artefact, _FIRST, 0)
    if not any(first):
        raise refused(artefact, Reason.ZEROED)
    if artefact.size > most:
        raise refused(artefact, Reason.TOO_LARGE)
    return first


def content(artefact: Artefact, most: int = MOST) -> bytes:
    """All bytes of the file, at most ``most``; raises ``Unreadable``."""
    first_bytes(artefact, most)
    gathered = bytearray()
    while len(gathered) < artefact.size:
        piece = _pread(artefact, min(_PIECE, artefact.size - len(gathered)), len(gathered))
        if not piece:
            raise refused(artefact, Reason.TRUNCATED)
        gathered += piece
    return bytes(gathered)


def refused(artefact: Artefact, reason: Reason = Reason.DAMAGED) -> Unreadable:
    """The fault to raise: the reason at a sure place, another file elsewhere."""
    return Unreadable(reason if artefact.sure else Reason.OTHER_KIND)


def _pread(artefact: Artefact, size: int, offset: int) -> bytes:
    try:
        return os.pread(artefact.file, size, offset)
    except OSError:
        raise Unreadable(Reason.READ_ERROR) from None
