"""E01, in one file or split: a reader of our own for the Expert Witness Compression Format, version 1.

The library answers a chunk whose checksum does not hold with bytes all the same (2026-09-24);
here that is a place that cannot be read. Parts must all be there, in order. Chunks that were
read in part are kept, for a file system reads little at a time, and often the same.

References: libewf, "Expert Witness Compression Format" (EWF-E01), 3-4: sections, volume,
table, chunks; Adler-32 (RFC 1950).
"""

import struct
import sys
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inzage.formats.blocks import Blocks, ReadFault, within
from inzage.formats.inflating import adler32, inflated
from inzage.result import Reason, Unreadable

MAGIC = b"EVF\x09\x0d\x0a\xff\x00"

_FILE = struct.Struct("<8sBHH")
_SECTION = struct.Struct("<16sQQ40sI")
_VOLUME = struct.Struct("<4xIIIQ")
_TABLE = struct.Struct("<I4xQ4xI")
_CRC = 4
_PACKED = 1 << 31
_SECTIONS_MOST = 1 << 20
_LONG = 1000
_CHUNK_MOST = 1 << 25
_VOLUMES = (b"volume", b"disk")
_KEPT = 16 * 1024 * 1024
_FEW = 4


class _Section(NamedTuple):
    name: bytes
    content: int
    size: int


class _Table(NamedTuple):
    part: Blocks
    base: int
    offsets: "array[int]"


class Ewf:
    """The disk in an E01; raises ``Unreadable``."""

    def __init__(self, parts: Sequence[Blocks]) -> None:
        self._size = self._chunk = self._count = 0
        self._tables: list[_Table] = []
        self._firsts: list[int] = []
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        last = b""
        for number, part in enumerate(parts, 1):
            _check_part(part, number)
            for section in _sections(part):
                last = section.name
                self._take(part, section)
        if last != b"done" or not self._size:
            raise Unreadable(Reason.IMAGE_INCOMPLETE)
        held = sum(len(table.offsets) for table in self._tables)
        if held < -(-self._size // self._chunk):
            raise Unreadable(Reason.IMAGE_DAMAGED)

    @property
    def size(self) -> int:
        """Bytes on the disk inside."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes of the disk out of as many chunks as they lie in, put together once."""
        end = offset + within(self._size, offset, size)
        if offset >= end:
            return b""
        first, begin = divmod(offset, self._chunk)
        last, rest = divmod(end - 1, self._chunk)
        if first == last:
            return self._at(first)[begin : rest + 1]
        between = map(self._at if last - first < _FEW else self._passing, range(first + 1, last))
        return b"".join((memoryview(self._at(first))[begin:], *between, memoryview(self._at(last))[: rest + 1]))

    def _at(self, which: int) -> bytes:
        """A chunk, kept for the next small read out of it."""
        held = self._kept.pop(which, None) or self._unpacked(which)
        self._kept[which] = held
        if len(self._kept) > 1 and len(self._kept) * self._chunk > _KEPT:
            self._kept.popitem(last=False)
        return held

    def _passing(self, which: int) -> bytes:
        """A chunk in the middle of a long read, such as of a file: nobody comes back for it, so nothing makes room."""
        return self._kept.get(which) or self._unpacked(which)

    def _take(self, part: Blocks, section: _Section) -> None:
        if section.name in _VOLUMES and not self._size:
            self._volume(part, section)
        elif section.name == b"table":
            table = _table(part, section)
            self._firsts.append(self._count)
            self._tables.append(table or _Table(part, 0, array("I")))
            self._count += len(self._tables[-1].offsets)
        elif section.name == b"table2" and self._tables and not self._tables[-1].offsets:
            self._tables[-1] = _table(part, section) or self._tables[-1]
            self._count += len(self._tables[-1].offsets)

    def _volume(self, part: Blocks, section: _Section) -> None:
        content = part.read_at(section.content, _VOLUME.size)
        if len(content) != _VOLUME.size:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        _, per_chunk, sector, count = _VOLUME.unpack(content)
        if section.size < _LONG:  # the short form counts sectors in four bytes
            count &= 0xFFFFFFFF
        self._chunk = per_chunk * sector
        self._size = count * sector
        if not 0 < self._chunk <= _CHUNK_MOST or self._size >= 1 << 62:
            raise Unreadable(Reason.IMAGE_DAMAGED)

    def _unpacked(self, which: int) -> bytes:
        table, place = self._place(which)
        if place >= len(table.offsets):
            raise ReadFault(which * self._chunk)
        offset = table.offsets[place]
        stored = table.part.read_at(table.base + (offset & ~_PACKED), self._length(table, place, offset))
        content = inflated(stored, self._chunk) if offset & _PACKED else _plain(stored)
        wanted = min(self._chunk, self._size - which * self._chunk)
        if content is None or len(content) < wanted:
            raise ReadFault(which * self._chunk)
        return content[:wanted]

    def _place(self, which: int) -> tuple[_Table, int]:
        number = bisect_right(self._firsts, which) - 1
        return self._tables[number], which - self._firsts[number]

    def _length(self, table: _Table, place: int, offset: int) -> int:
        """How much to read: up to the next chunk; the last of a table may be as long as a chunk can be."""
        most = self._chunk + self._chunk // 100 + 64
        if place + 1 < len(table.offsets):
            return max(0, min(most, (table.offsets[place + 1] & ~_PACKED) - (offset & ~_PACKED)))
        return most if offset & _PACKED else self._chunk + _CRC


def _check_part(part: Blocks, number: int) -> None:
    header = part.read_at(0, _FILE.size)
    if len(header) != _FILE.size or not header.startswith(MAGIC):
        raise Unreadable(Reason.IMAGE_DAMAGED)
    if _FILE.unpack(header)[2] != number:
        raise Unreadable(Reason.IMAGE_INCOMPLETE)


def _sections(part: Blocks) -> Iterator[_Section]:
    """A part's sections; each says where the next one begins, further on."""
    at = _FILE.size
    for _ in range(_SECTIONS_MOST):
        content = part.read_at(at, _SECTION.size)
        if len(content) != _SECTION.size:
            raise Unreadable(Reason.IMAGE_INCOMPLETE)
        name, following, size, _, crc = _SECTION.unpack(content)
        if adler32(content[:-_CRC]) != crc:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        name = name.rstrip(b"\0")
        yield _Section(name, at + _SECTION.size, max(0, size - _SECTION.size))
        if name in (b"done", b"next"):
            return
        if following <= at:
            raise Unreadable(Reason.IMAGE_DAMAGED)
        at = following
    raise Unreadable(Reason.IMAGE_DAMAGED)


def _table(part: Blocks, section: _Section) -> _Table | None:
    """The chunks' places; None where a checksum says that these are not they."""
    header = part.read_at(section.content, _TABLE.size)
    if len(header) != _TABLE.size:
        return None
    count, base, crc = _TABLE.unpack(header)
    if adler32(header[:-_CRC]) != crc or count * 4 > part.size:
        return None
    rows = part.read_at(section.content + _TABLE.size, count * 4)
    told = part.read_at(section.content + _TABLE.size + count * 4, _CRC)
    if len(rows) != count * 4 or adler32(rows) != int.from_bytes(told, "little"):
        return None
    offsets = array("I", rows)
    if sys.byteorder == "big":
        offsets.byteswap()
    return _Table(part, base, offsets)


def _plain(stored: bytes) -> bytes | None:
    content = stored[:-_CRC]
    return content if adler32(content) == int.from_bytes(stored[-_CRC:], "little") else None
