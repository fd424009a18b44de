"""One member out of a ZIP at a time, read inside the lock.

Sizes that the tables state are promises: bytes are counted as they come. A member
that overlaps another's, unpacks to more than stated, beyond 200:1, or to another
checksum ends in a reason, never in bytes that look whole.

References: APPNOTE.TXT 6.3.10 (4.3.7, 4.4.5); Fifield, "A better zip bomb" (2019); trust facts 6.6.
"""

import bz2
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator

from inzage.result import Reason, Unreadable
from inzage.sources.reading_inside import PIECE, Page, Raw, refuse_bomb
from inzage.sources.zip_directory import Directory, Record

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_SIGNATURE = 0x04034B50


class ZipInside:
    """An opened ZIP: ``page`` lists it, ``read`` gives one member."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._directory = Directory(raw)
        self._starts: array[int] | None = None

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` (0: the beginning) on."""
        return self._directory.page(cursor)

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of the member whose record lies at ``where``, in pieces; raises ``Unreadable``."""
        record = self._directory.record(where)
        unpack = _METHODS.get(record.method)
        if record.encrypted or record.method == _AES:
            raise Unreadable(Reason.ENCRYPTED)
        if unpack is None:
            raise Unreadable(Reason.READ_ERROR)
        refuse_bomb(record.size, record.packed)
        size = crc = 0
        for piece in unpack(self._packed(record)):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            refuse_bomb(size, record.packed)
            if size > record.size:
                break
            yield piece
        if (size, crc) != (record.size, record.crc):
            raise Unreadable(Reason.ARCHIVE_DAMAGED)

    def _packed(self, record: Record) -> Iterator[bytes]:
        at = self._data_of(record)
        end = at + record.packed
        while at < end:
            part = self._raw.at(at, min(PIECE, end - at))
            at += len(part)
            yield part

    def _data_of(self, record: Record) -> int:
        """Where the packed bytes begin; refuses a local header that tells another story."""
        header = _LOCAL.unpack(self._raw.at(record.start, _LOCAL.size))
        names, extras = header[-2:]
        told = self._raw.at(record.start + _LOCAL.size, names)
        if header[0] != _SIGNATURE or header[3] != record.method or told != record.name:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        begin: int = record.start + _LOCAL.size + names + extras
        if begin + record.packed > self._next_start(record.start):
            raise Unreadable(Reason.ARCHIVE_BOMB)
        return begin

    def _next_start(self, start: int) -> int:
        if self._starts is None:
            # the unsigned 64-bit array refuses what no archive can hold
            self._starts = array("Q", sorted(record.start for record in self._directory if 0 <= record.start < 2**63))
        at = bisect_right(self._starts, start)
        return self._starts[at] if at < len(self._starts) else self._directory.first


def _deflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inner = zlib.decompressobj(-zlib.MAX_WBITS)
    for part in packed:
        left = part
        while left and not inner.eof:
            yield _sound(inner.decompress, left, PIECE)
            left = inner.unconsumed_tail
    while piece := _sound(inner.decompress, b"", PIECE):
        yield piece


def _bzip2(packed: Iterator[bytes]) -> Iterator[bytes]:
    inner = bz2.BZ2Decompressor()
    for part in packed:
        left = part
        while not inner.eof and (left or not inner.needs_input):
            yield _sound(inner.decompress, left, PIECE)
            left = b""


def _sound(decompress: Callable[[bytes, int], bytes], packed: bytes, most: int) -> bytes:
    try:
        return decompress(packed, most)
    except (zlib.error, OSError, EOFError):
        raise Unreadable(Reason.ARCHIVE_DAMAGED) from None


_AES = 99
_METHODS: dict[int, Callable[[Iterator[bytes]], Iterator[bytes]]] = {0: iter, 8: _deflated, 12: _bzip2}
