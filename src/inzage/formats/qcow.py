"""QCOW2 (versions 2 and 3): a small reader of our own.

The library gives zeros for clusters that ``qemu-img convert -c`` packed (2026-07-03), which
would make a full disk look empty. What rests on a backing file or a data file elsewhere is
incomplete; one that is encrypted is told as such.

References: QEMU, docs/interop/qcow2.txt (header, cluster mapping, compressed clusters).
"""

import struct
import zlib
from functools import lru_cache

from inzage.formats.blocks import Blocks, ReadFault, within
from inzage.result import Reason, Unreadable

MAGIC = b"QFI\xfb"

_HEADER = struct.Struct(">4sIQIIQIIQ")
_FURTHER = struct.Struct(">QQQIIB")
_FURTHER_AT = 72
_VERSIONS = (2, 3)
_CLUSTER_BITS = range(9, 22)
_L1_MOST = 1 << 22
_OFFSET = (1 << 56) - 512
_COMPRESSED = 1 << 62
_ZERO = 1
_CORRUPT, _DATA_ELSEWHERE, _COMPRESSION, _EXTENDED = 2, 4, 8, 16
_KNOWN = 1 | _CORRUPT | _DATA_ELSEWHERE | _COMPRESSION
_SECTOR = 512


class Qcow:
    """The disk in a QCOW2 file; raises ``Unreadable`` where it cannot be had."""

    def __init__(self, blocks: Blocks) -> None:
        header = blocks.read_at(0, _FURTHER_AT)
        if len(header) != _FURTHER_AT:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        magic, version, backing, _, bits, self._size, crypt, entries, table = _HEADER.unpack_from(header)
        if magic != MAGIC or version not in _VERSIONS:
            raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)
        _check_features(blocks.read_at(_FURTHER_AT, _FURTHER.size) if version > _VERSIONS[0] else b"")
        if crypt:
            raise Unreadable(Reason.ENCRYPTED)
        if backing:
            raise Unreadable(Reason.IMAGE_INCOMPLETE)
        if bits not in _CLUSTER_BITS or not 0 < entries <= _L1_MOST or self._size >= 1 << 62:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        self._blocks = blocks
        self._bits = bits
        self._top = self._numbers(table, entries)
        self._below = lru_cache(maxsize=64)(lambda offset: self._numbers(offset, 1 << bits - 3))

    @property
    def size(self) -> int:
        """Bytes on the disk inside."""
        return int(self._size)

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes of the disk, cluster by cluster."""
        end = offset + within(self.size, offset, size)
        cluster = 1 << self._bits
        gathered = []
        while offset < end:
            begin = offset % cluster
            length = min(end - offset, cluster - begin)
            gathered.append(self._part(offset, begin, length))
            offset += length
        return b"".join(gathered)

    def _part(self, offset: int, begin: int, length: int) -> bytes:
        entry = self._entry(offset)
        if entry & _COMPRESSED:
            return self._unpacked(entry, offset)[begin : begin + length]
        place = entry & _OFFSET
        if not place or entry & _ZERO:
            return bytes(length)
        content = self._blocks.read_at(place + begin, length)
        if len(content) != length:
            raise ReadFault(offset)
        return content

    def _entry(self, offset: int) -> int:
        top, below = divmod(offset >> self._bits, 1 << self._bits - 3)
        table = self._top[top] & _OFFSET if top < len(self._top) else 0
        return self._below(table)[below] if table else 0

    def _unpacked(self, entry: int, offset: int) -> bytes:
        split = 62 - (self._bits - 8)
        place = entry & (1 << split) - 1
        sectors = (entry & _COMPRESSED - 1) >> split
        packed = self._blocks.read_at(place, (sectors + 1) * _SECTOR - place % _SECTOR)
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, 1 << self._bits)
        except zlib.error:
            raise ReadFault(offset) from None
        if len(content) != 1 << self._bits:
            raise ReadFault(offset)
        return content

    def _numbers(self, offset: int, count: int) -> tuple[int, ...]:
        content = self._blocks.read_at(offset, 8 * count)
        if len(content) != 8 * count:
            raise ReadFault(offset)
        return struct.unpack(f">{count}Q", content)


def _check_features(further: bytes) -> None:
    if not further:
        return
    if len(further) != _FURTHER.size:
        raise Unreadable(Reason.IMAGE_DAMAGED)
    features, _, _, _, length, compression = _FURTHER.unpack(further)
    if features & _CORRUPT:
        raise Unreadable(Reason.IMAGE_DAMAGED)
    if features & _DATA_ELSEWHERE:
        raise Unreadable(Reason.IMAGE_INCOMPLETE)
    if features & ~_KNOWN or (length > _FURTHER_AT + _FURTHER.size - 1 and compression):
        raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)  # extended tables, zstd
