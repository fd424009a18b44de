"""Registry logs since Windows 8.1: entries one behind the other, numbered, each sealed with two checksums.

``chain`` gives the entries that follow each other without a gap from the log's own first
number on. What lies behind them is old and is written over in time; only where an entry of the
very next number or of a later one lies anywhere behind them, something is missing: ``torn``.

References: https://github.com/msuhanov/regf (new format of transaction logs, notes 1-11)
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inzage.formats.blocks import Blocks
from inzage.formats.marvin import marvin32
from inzage.formats.registry_base import BASE, HEAD, BaseBlock

MOST = 64 * 1024 * 1024
"""Bytes of the entries of one log; what lies behind them counts as torn."""

_MAGIC = b"HvLE"
_HEADER, _MARK = 40, 16
_PAGE = 512
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One write. ``pages``: (place within the bins, bytes). ``bins``: bytes of all bins after it."""

    sequence: int
    flag: int
    bins: int
    pages: Sequence[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Chain:
    """What one log holds: entries without a gap; ``torn``: a further one began and is not whole."""

    entries: Sequence[Entry]
    torn: bool

    @property
    def first(self) -> int:
        """The number of the first entry."""
        return self.entries[0].sequence

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self.entries[-1].sequence


def chain(log: Blocks, base: BaseBlock) -> Chain:
    """The entries of a log whose first block is ``base``."""
    entries: list[Entry] = []
    expected, at = base.sequence[0], HEAD
    while header := _header(log.read_at(at, _MARK)):
        size, number = header
        entry = _entry(log, at, size) if number == expected and at + size <= HEAD + MOST else None
        if entry is None:
            break
        entries.append(entry)
        expected, at = expected + 1, at + size
    return Chain(entries, torn=not entries or _goes_on(log, at, expected))


def _goes_on(log: Blocks, at: int, expected: int) -> bool:
    """Does anything from this place on claim to be an entry that should have followed?"""
    for piece_at in range(at, min(log.size, at + MOST), _PIECE):
        piece = log.read_at(piece_at, _PIECE)
        for place in range(0, len(piece), _PAGE):
            header = _header(piece[place : place + _MARK])
            if header and header[1] >= expected:
                return True
    return False


def _header(head: bytes) -> tuple[int, int] | None:
    """(bytes, number) of what claims to be an entry."""
    if len(head) < _MARK or not head.startswith(_MAGIC):
        return None
    size, _, number = struct.unpack_from("<3I", head, 4)
    return size, number


def _entry(log: Blocks, at: int, size: int) -> Entry | None:
    """The entry, None where it is not whole, not as sealed, or leads outside the hive."""
    if not _HEADER <= size <= MOST or size % _PAGE:
        return None
    untrusted = log.read_at(at, size)
    if len(untrusted) < size or untrusted[24:32] != marvin32(untrusted[_HEADER:]):
        return None
    if untrusted[32:40] != marvin32(untrusted[:32]):
        return None
    flag, number, bins, count = struct.unpack_from("<4I", untrusted, 8)
    if bins % BASE or _HEADER + 8 * count > size:
        return None
    pages = list(_pages(untrusted, count, bins))
    return Entry(number, flag, bins, pages) if len(pages) == count else None


def _pages(untrusted: bytes, count: int, bins: int) -> Iterator[tuple[int, bytes]]:
    """(place, bytes) of each page, up to the first that leads outside."""
    data = _HEADER + 8 * count
    for place, size in struct.iter_unpack("<2I", untrusted[_HEADER:data]):
        if not size or place % _PAGE or size % _PAGE or place + size > bins or data + size > len(untrusted):
            return
        yield place, untrusted[data : data + size]
        data += size
