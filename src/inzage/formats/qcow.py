"""QCOW2 (versions 2 and 3): a small reader of our own.

The library gives zeros for clusters that ``qemu-img convert -c`` packed (2026-07-03), which
would make a full disk look empty. What rests on a backing file, keeps its data in a file
elsewhere, is encrypted or packed by zstd is told as such, each by its own reason.

References: QEMU, docs/interop/qcow2.txt (header, cluster mapping, compressed clusters,
extended L2 entries: of each thirty-second part of a cluster, whether it was written).
"""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from inzage.formats.blocks import Blocks, ReadFault, within
from inzage.result import Reason, Unreadable

MAGIC = b"QFI\xfb"

_HEADER = struct.Struct(">4sIQIIQIIQ")
_FURTHER = struct.Struct(">QQQIIB")
_FURTHER_AT = 72
_COUNTS_AT = 48
_VERSIONS = (2, 3)
_CLUSTER_BITS = range(9, 22)
_L1_MOST = 1 << 22
_OFFSET = (1 << 56) - 512
_COMPRESSED = 1 << 62
_ZERO = 1
_CORRUPT, _DATA_ELSEWHERE, _COMPRESSION, _EXTENDED = 2, 4, 8, 16
_KNOWN = 1 | _CORRUPT | _DATA_ELSEWHERE | _COMPRESSION | _EXTENDED
_PARTS = 32
_EXTENDED_BITS_LEAST = 14
_ZSTD = 1
_SECTOR = 512


class Qcow:
    """The disk in a QCOW2 file; raises ``Unreadable`` where it cannot be had."""

    def __init__(self, blocks: Blocks) -> None:
        header = blocks.read_at(0, _FURTHER_AT)
        if len(header) != _FURTHER_AT:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        magic, version, backing, _, bits, self._size, crypt, entries, table = _HEADER.unpack_from(header)
        if magic != MAGIC or version not in _VERSIONS:
            raise Unreadable(Reason.IMAGE_FORM if magic == MAGIC else Reason.IMAGE_DAMAGED)
        features = _features(blocks.read_at(_FURTHER_AT, _FURTHER.size)) if version > _VERSIONS[0] else 0
        if crypt:
            raise Unreadable(Reason.IMAGE_ENCRYPTED)
        if backing:
            raise Unreadable(Reason.IMAGE_SNAPSHOT)
        self._extended = bool(features & _EXTENDED)
        if bits not in _CLUSTER_BITS or not 0 < entries <= _L1_MOST or self._size >= 1 << 62:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        if self._extended and bits < _EXTENDED_BITS_LEAST:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        if table % (1 << bits) or not _is_counted(blocks, header, bits):
            raise Unreadable(Reason.IMAGE_DAMAGED)
        self._blocks = blocks
        self._bits = bits
        self._entry_bits = bits - 3 - self._extended
        self._top = self._numbers(table, entries)
        self._below = lru_cache(maxsize=64)(self._entries)

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
        entry, written = self._entry(offset)
        if entry & _COMPRESSED:
            return self._unpacked(entry, offset)[begin : begin + length]
        place = entry & _OFFSET
        if not place or (entry & _ZERO and not self._extended):
            return bytes(length)
        if not self._extended:
            return self._stored(place, begin, length, offset)
        runs = _runs(begin, length, written, (1 << self._bits) // _PARTS)
        return b"".join(self._stored(place, at, size, offset) if there else bytes(size) for at, size, there in runs)

    def _stored(self, place: int, begin: int, length: int, offset: int) -> bytes:
        content = self._blocks.read_at(place + begin, length)
        if len(content) != length:
            raise ReadFault(offset)
        return content

    def _entry(self, offset: int) -> tuple[int, int]:
        """A cluster's entry and, where entries are extended, a bit for each part of it that was written."""
        top, below = divmod(offset >> self._bits, 1 << self._entry_bits)
        table = self._top[top] & _OFFSET if top < len(self._top) else 0
        if not table:
            return 0, 0
        if not self._extended:
            return self._below(table)[below], 0
        entry, parts = self._below(table)[2 * below : 2 * below + 2]
        return entry, parts & (1 << _PARTS) - 1

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

    def _entries(self, offset: int) -> tuple[int, ...]:
        """A table of clusters; one that leads between clusters is none."""
        told = self._numbers(offset, 1 << self._bits - 3)
        inside = (1 << self._bits) - 512
        if any(one & inside and not one & _COMPRESSED for one in told[:: 1 + self._extended]):
            raise ReadFault(offset)
        return told

    def _numbers(self, offset: int, count: int) -> tuple[int, ...]:
        content = self._blocks.read_at(offset, 8 * count)
        if len(content) != 8 * count:
            raise ReadFault(offset)
        return struct.unpack(f">{count}Q", content)


def _is_counted(blocks: Blocks, header: bytes, bits: int) -> bool:
    """Does the image count its own header as taken? Where bytes have shifted its tables lead to zeros, and it does not.

    The width of a count is at least a bit, so that of the header is in the first eight bytes.
    """
    table = int.from_bytes(header[_COUNTS_AT : _COUNTS_AT + 8], "big")
    first = int.from_bytes(blocks.read_at(table, 8), "big")
    if not table or not first or (table | first) % (1 << bits):
        return False
    return any(blocks.read_at(first, 8))


def _runs(begin: int, length: int, written: int, part: int) -> Iterator[tuple[int, int, bool]]:
    """(place in a cluster, bytes, were they written?) from ``begin`` on; ``written``: a bit for each part of it."""
    at, end = begin, begin + length
    for there, parts in groupby(range(begin // part, -(-end // part)), lambda which: bool(written >> which & 1)):
        upto = min(end, (max(parts) + 1) * part)
        yield at, upto - at, there
        at = upto


def _features(further: bytes) -> int:
    """What an image asks of its reader; raises ``Unreadable`` where that is more than is known here."""
    if len(further) != _FURTHER.size:
        raise Unreadable(Reason.IMAGE_DAMAGED)
    features, _, _, _, length, compression = _FURTHER.unpack(further)
    if features & _CORRUPT:
        raise Unreadable(Reason.IMAGE_DAMAGED)
    if features & _DATA_ELSEWHERE:
        raise Unreadable(Reason.IMAGE_INCOMPLETE)
    if length > _FURTHER_AT + _FURTHER.size - 1 and compression:
        raise Unreadable(Reason.IMAGE_ZSTD if compression == _ZSTD else Reason.IMAGE_FORM)
    if features & ~_KNOWN:
        raise Unreadable(Reason.IMAGE_FORM)
    return int(features)
