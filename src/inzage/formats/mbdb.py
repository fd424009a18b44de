"""``Manifest.mbdb``: the index of an iTunes backup from before iOS 10, one record after another.

Integers are big-endian. A string is a length of two bytes and its bytes; a length of
65535 is "none". A record is: domain, path, link target, digest, wrapped key; mode (2),
inode (8), owner, group (4 each), modified, accessed, changed (4 each, Unix seconds),
size (8), protection class (1), number of properties (1), and each property's name and
value. The file's name in the backup is SHA-1 of ``domain-path``.

References: iphone-dataprotection wiki "MBDB and MBDX formats"; artefact facts 2.3.
"""

import struct
from dataclasses import dataclass

from inzage.formats.blocks import Blocks
from inzage.result import Reason, Unreadable

MAGIC = b"mbdb\x05\x00"

_NUMBERS = struct.Struct(">HQIIIIIQBB")
_STRINGS = 5
_NONE = 0xFFFF
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``mode`` as of stat(2); ``key``: the wrapped key, empty where not encrypted."""

    domain: bytes
    path: bytes
    key: bytes
    protection: int
    mode: int
    modified: int
    size: int
    following: int


class Mbdb:
    """An index, read forward from any record's offset; raises ``Unreadable(DAMAGED)``."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._start, self._buffer = 0, b""
        if self._take(0, len(MAGIC)) != MAGIC:
            raise Unreadable(Reason.DAMAGED)

    @property
    def size(self) -> int:
        """Bytes in the index: the offset after the last record."""
        return self._blocks.size

    def record(self, offset: int) -> Record:
        """The record at ``offset`` (the first: ``len(MAGIC)``)."""
        strings = []
        for _ in range(_STRINGS):
            value, offset = self._string(offset)
            strings.append(value)
        numbers = _NUMBERS.unpack(self._take(offset, _NUMBERS.size))
        offset += _NUMBERS.size
        for _ in range(2 * numbers[-1]):
            _, offset = self._string(offset)
        domain, path, _, _, key = strings
        return Record(domain, path, key, numbers[8], numbers[0], numbers[4], numbers[7], offset)

    def _string(self, offset: int) -> tuple[bytes, int]:
        size = int.from_bytes(self._take(offset, 2), "big")
        offset += 2
        return (b"", offset) if size == _NONE else (self._take(offset, size), offset + size)

    def _take(self, offset: int, size: int) -> bytes:
        if not self._start <= offset <= offset + size <= self._start + len(self._buffer):
            self._start, self._buffer = offset, self._blocks.read_at(offset, max(_STEP, size))
        taken = self._buffer[offset - self._start : offset - self._start + size]
        if len(taken) != size:
            raise Unreadable(Reason.DAMAGED)
        return taken
