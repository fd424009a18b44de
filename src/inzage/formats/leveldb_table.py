"""A table of LevelDB (``.ldb``, older ``.sst``): sorted keys in blocks, an index over them, a footer.

Only blocks in which a wanted key can lie are opened, so that what nobody asked for stays
packed. A block holds keys that leave out what they share with the one before; it is plain or
packed with Snappy, behind a checksum. Handles must go forward through the file and end
before the index, so that no index can send a reader round in a circle.

References: https://github.com/google/leveldb/blob/main/doc/table_format.md, ``table/format.cc``,
``table/block.cc``
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inzage.formats import snappy
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.crc32c import masked
from inzage.formats.leveldb_base import KEPT, Broken, Cursor, Entry, parted, reaches

MAGIC = 0xDB4775248B80FB57
MOST_BLOCK = 16 * 1024 * 1024
MOST_KEY = 64 * 1024
"""Bytes of a block, packed or not, and of a key in it."""

_FOOTER, _HANDLES, _TRAILER, _NUMBER = 48, 40, 5, 4
_PLAIN, _SNAPPY = 0, 1


class _Handle(NamedTuple):
    offset: int
    size: int

    @property
    def end(self) -> int:
        return self.offset + self.size + _TRAILER


def entries(blocks: Blocks, prefixes: Sequence[bytes], *, sorted_by_bytes: bool) -> Iterator[Entry | None]:
    """Entries whose key begins with one of these; None for each block that is lost. Raises ``Broken``.

    ``sorted_by_bytes``: keys lie in the order of their bytes; else every block is opened.
    """
    before = b""
    for last, handle in _index(blocks):
        if sorted_by_bytes and before > last:
            raise Broken
        if not sorted_by_bytes or reaches(before, last, prefixes):
            yield from _entries(blocks, handle, prefixes, (before, last) if sorted_by_bytes else None)
        before = last


def _index(blocks: Blocks) -> list[tuple[bytes, _Handle]]:
    """(last key, place) of each block of data, in order."""
    place = blocks.size - _FOOTER
    footer = Cursor(_read(blocks, place, _FOOTER) if place >= 0 else b"")
    handles, magic = Cursor(footer.take(_HANDLES)), footer.fixed(8)
    if magic != MAGIC:
        raise Broken
    _handle(handles)
    index = _handle(handles)
    made, at = [], 0
    for key, value in _pairs(_block(blocks, index, place)):
        handle = _handle(Cursor(value))
        if handle.offset < at or handle.end > index.offset:
            raise Broken
        at = handle.end
        made.append((parted(key)[0], handle))
    return made


def _entries(
    blocks: Blocks, handle: _Handle, prefixes: Sequence[bytes], span: tuple[bytes, bytes] | None
) -> Iterator[Entry | None]:
    starts = tuple(prefixes)
    try:
        found = [
            Entry(key, sequence, value if kind == KEPT else None)
            for key, sequence, kind, value in _parted(_block(blocks, handle, blocks.size), span)
            if key.startswith(starts)
        ]
    except Broken:
        yield None
        return
    yield from found


def _parted(block: bytes, span: tuple[bytes, bytes] | None) -> Iterator[tuple[bytes, int, int, bytes]]:
    """(key, sequence, kind, value) of each pair; raises ``Broken`` where one lies outside its place."""
    first, last = span or (b"", b"")
    for untrusted, value in _pairs(block):
        key, sequence, kind = parted(untrusted)
        if span and not first <= key <= last:
            raise Broken
        first = key
        yield key, sequence, kind, value


def _handle(cursor: Cursor) -> _Handle:
    return _Handle(cursor.varint(), cursor.varint())


def _block(blocks: Blocks, handle: _Handle, end: int) -> bytes:
    """A block, checked and unpacked."""
    if handle.size > MOST_BLOCK or handle.end > end:
        raise Broken
    stored = _read(blocks, handle.offset, handle.size + _TRAILER)
    content, packing = stored[: handle.size], stored[handle.size : handle.size + 1]
    if masked(stored[: handle.size + 1]) != int.from_bytes(stored[-_NUMBER:], "little"):
        raise Broken
    if packing[0] == _PLAIN:
        return content
    if packing[0] != _SNAPPY:
        raise Broken
    try:
        return snappy.plain(content, MOST_BLOCK)
    except snappy.Broken:
        raise Broken from None


def _pairs(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Key and value of each entry of a block."""
    restarts = int.from_bytes(block[-_NUMBER:], "little")
    end = len(block) - _NUMBER * (restarts + 1)
    if len(block) < _NUMBER or end < 0:
        raise Broken
    cursor, key = Cursor(block[:end]), b""
    while cursor.left:
        shared, own, length = cursor.varint(), cursor.varint(), cursor.varint()
        if shared > len(key) or shared + own > MOST_KEY:
            raise Broken
        key = key[:shared] + cursor.take(own)
        yield key, cursor.take(length)


def _read(blocks: Blocks, offset: int, size: int) -> bytes:
    try:
        read = blocks.read_at(offset, size)
    except ReadFault:
        raise Broken from None
    if len(read) != size:
        raise Broken
    return read
