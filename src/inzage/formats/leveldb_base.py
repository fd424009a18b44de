"""What the files of a LevelDB are made of: numbers of seven bits a byte, and bytes behind their length.

References: https://github.com/google/leveldb (``util/coding.cc``, ``db/dbformat.h``)
"""

from collections.abc import Sequence
from typing import NamedTuple

_MORE, _LOW = 0x80, 0x7F
_LONGEST = 10
_TAG = 8
DELETED, KEPT = 0, 1


class Broken(Exception):
    """It is no such thing, or it breaks off."""


class Entry(NamedTuple):
    """A key as it stood from one moment on; ``value`` None: taken out. Of one key the highest ``sequence`` holds."""

    key: bytes
    sequence: int
    value: bytes | None


class Cursor:
    """Bytes read from the front; what would go past the end raises ``Broken``."""

    def __init__(self, untrusted: bytes) -> None:
        self._bytes = untrusted
        self._place = 0

    @property
    def left(self) -> int:
        """Bytes not yet read."""
        return len(self._bytes) - self._place

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        if size > self.left:
            raise Broken
        self._place += size
        return self._bytes[self._place - size : self._place]

    def fixed(self, size: int) -> int:
        """A number of ``size`` bytes, the lowest first."""
        return int.from_bytes(self.take(size), "little")

    def varint(self) -> int:
        """A number of seven bits a byte, the lowest first."""
        value = 0
        for n, byte in enumerate(self._bytes[self._place : self._place + _LONGEST]):
            value |= (byte & _LOW) << 7 * n
            if not byte & _MORE:
                self._place += n + 1
                return value
        raise Broken

    def counted(self) -> bytes:
        """Bytes behind their length."""
        return self.take(self.varint())


def parted(untrusted: bytes) -> tuple[bytes, int, int]:
    """(key, sequence, kind) of a key as a table keeps it: eight bytes behind it say when, and whether it was kept."""
    tag = int.from_bytes(untrusted[-_TAG:], "little")
    kind = tag & 0xFF
    if len(untrusted) < _TAG or kind not in (DELETED, KEPT):
        raise Broken
    return untrusted[:-_TAG], tag >> 8, kind


def reaches(first: bytes, last: bytes, prefixes: Sequence[bytes]) -> bool:
    """May a key with one of these beginnings lie from ``first`` to ``last``, in the order of bytes?"""
    return any(last >= prefix and first[: len(prefix)] <= prefix for prefix in prefixes)
