"""What reading any archive inside the lock needs: bytes by offset, pages of rows, and a limit on bombs.

A row is ``[path, size, modified, kind, where, reason]``: the path as ``to_wire`` writes
it, size in bytes, seconds since 1970 or None, an ``EntryKind``, where to begin reading, and ''
or why it cannot be read (a value of ``Reason``).

References: artefact facts 15.1 (4); trust facts 6.6.
"""

import io
import os
from dataclasses import dataclass

from inzage.result import Reason, Unreadable

Row = list[str | int | None]

RATIO = 200
RATIO_FREE = 10_000_000
"""More than 200 bytes out of one is a bomb, once 10 MB have come out."""

PIECE = 256 * 1024
"""Most bytes that unpacking gives at a time."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, the cursor of those that follow (None: these were the last), and why it ends early."""

    rows: list[Row]
    following: int | None = None
    problem: Reason | None = None


class Raw(io.RawIOBase):
    """The archive's own bytes. ``taken``: how many were read in all, as a measure of what unpacking gave."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._position = 0
        self.size = os.fstat(descriptor).st_size
        self.taken = 0

    def at(self, offset: int, length: int) -> bytes:
        """Exactly these bytes; ``ARCHIVE_DAMAGED`` where the archive does not have them."""
        if offset < 0 or length < 0 or offset + length > self.size:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        got = bytearray()
        while len(got) < length:
            part = os.pread(self._descriptor, length - len(got), offset + len(got))
            if not part:
                raise Unreadable(Reason.READ_ERROR)
            got += part
        self.taken += length
        return bytes(got)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill a buffer from the current position."""
        part = os.pread(self._descriptor, len(buffer), self._position)
        buffer[: len(part)] = part
        self._position += len(part)
        self.taken += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move the position; returns it."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Raise where more comes out of these packed bytes than sound data would hold."""
    if unpacked > RATIO_FREE and unpacked > RATIO * packed:
        raise Unreadable(Reason.ARCHIVE_BOMB)
