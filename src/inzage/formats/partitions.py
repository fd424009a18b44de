"""How a disk is divided: MBR with its extended partitions, GPT, or not at all.

A table is a claim. A partition that overlaps an earlier one is not read (what lies
there would count twice), one that begins outside the disk cannot be; one that ends
outside is read as far as it goes. Each is told with its reason.

References: "Master boot record", "Extended boot record" in
the Linux kernel's block/partitions/msdos.c as described in its documentation; ``gpt``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from inzage.formats.blocks import Blocks, ReadFault, Slice
from inzage.formats.filesystems.recognise import DISC_MARK, HEAD, boot_sector, disc_size, is_disc, marked
from inzage.formats.gpt import gpt, is_gpt
from inzage.result import Reason, Unreadable

MOST = 128
"""Partitions that are looked at."""

_SECTOR = 512
_ROUNDED = 4 << 20  # the table of a disc's image counts in whole cylinders
_PROTECTIVE = 0xEE
_EXTENDED = (0x05, 0x0F, 0x85)
_MBR_TYPES = {0x07: "basic", 0x82: "swap", 0x83: "linux", 0xEF: "efi"}
BARE = frozenset({"msr", "bios-boot", "swap"})
"""Types of partition that are made to hold no file system."""


@dataclass(frozen=True, slots=True)
class Volume:
    """One part of a disk, in bytes. ``ordinal``: from 1 on; 0 is an undivided disk.

    ``problem``: what the table got wrong.
    """

    ordinal: int
    offset: int
    size: int
    type: str
    problem: Reason | None = None

    def of(self, blocks: Blocks) -> Blocks:
        """Its bytes, as far as the disk has them."""
        return Slice(blocks, min(self.offset, blocks.size), self.size)


def volumes(blocks: Blocks) -> tuple[Volume, ...]:
    """The parts of a disk, by offset as the table gives them; raises ``Unreadable`` or ``ReadFault``."""
    head = blocks.read_at(0, HEAD)
    if is_gpt(blocks) and boot_sector(head) is None:
        parts = tuple(islice(gpt(blocks), MOST))
        if not parts or _is_disc(blocks, parts):  # an empty table says nothing of what lies there
            return _whole(blocks)
        return _judged(blocks.size, parts)
    entries = [] if boot_sector(head) else _entries(head[:_SECTOR])
    if not entries or (marked(head) and not _all_begin_after(entries, head)):
        return _whole(blocks)
    if any(kind == _PROTECTIVE for kind, _, _ in entries):
        raise Unreadable(Reason.PARTITION_TABLE)  # it says that a GPT follows, and none does
    parts = tuple(islice(_mbr(blocks, entries), MOST))
    return _whole(blocks) if _is_disc(blocks, parts, head[446:510]) else _judged(blocks.size, parts)


def _whole(blocks: Blocks) -> tuple[Volume]:
    return (Volume(0, 0, blocks.size, "whole"),)


Entry = tuple[int, int, int]
"""Type, first sector, sectors."""

Part = tuple[int, int, str]
"""Offset, bytes, type word."""


def _judged(disk: int, parts: Iterable[Part]) -> tuple[Volume, ...]:
    made: list[Volume] = []
    for ordinal, (offset, size, word) in enumerate(islice(parts, MOST), 1):
        problem = None
        if offset >= disk or any(offset < other.offset + other.size and other.offset < offset + size for other in made):
            problem = Reason.PARTITION_TABLE
        elif offset + size > disk:
            problem = Reason.IMAGE_INCOMPLETE
        made.append(Volume(ordinal, offset, size, word, problem))
    return tuple(made)


def _mbr(blocks: Blocks, entries: list[Entry]) -> Iterator[Part]:
    for kind, first, count in entries:
        if kind in _EXTENDED:
            yield from _logical(blocks, first)
        else:
            yield first * _SECTOR, count * _SECTOR, _MBR_TYPES.get(kind, "other")


def _logical(blocks: Blocks, extended: int) -> Iterator[Part]:
    """Partitions in an extended one: a chain of tables, each with one partition and the way to the next."""
    at, seen = extended, set[int]()
    while at not in seen and len(seen) < MOST:
        seen.add(at)
        following = None
        for kind, first, count in _entries(blocks.read_at(at * _SECTOR, _SECTOR)):
            if kind in _EXTENDED:
                following = extended + first
            else:
                yield (at + first) * _SECTOR, count * _SECTOR, _MBR_TYPES.get(kind, "other")
        if following is None:
            return
        at = following


def _entries(sector: bytes) -> list[Entry]:
    """The used entries of a table; none where this is no table."""
    if len(sector) < _SECTOR or sector[510:] != b"\x55\xaa":
        return []
    rows = [sector[at : at + 16] for at in range(446, 510, 16)]
    if any(row[0] not in (0x00, 0x80) for row in rows):
        return []
    told = [(row[4], int.from_bytes(row[8:12], "little"), int.from_bytes(row[12:16], "little")) for row in rows]
    return [(kind, first, count) for kind, first, count in told if kind and first and count]


def _is_disc(blocks: Blocks, parts: Iterable[Part], rows: bytes = b"") -> bool:
    """Is this the image of a CD or DVD, whose table only serves its use as a stick?

    Then a row of the table is the whole disc, or the disc says that it reaches as far as its parts.
    """
    try:
        if not is_disc(blocks.read_at(*DISC_MARK)):
            return False
    except ReadFault:  # beyond the table, which could be read
        return False
    if any(not any(rows[at + 8 : at + 12]) and any(rows[at + 12 : at + 16]) for at in range(0, len(rows), 16)):
        return True
    reach = disc_size(blocks) + _ROUNDED
    return all(offset + size <= reach for offset, size, _ in parts)


def _all_begin_after(entries: list[Entry], head: bytes) -> bool:
    """Is a file system's mark in the first sectors a leftover? Then all partitions begin beyond it."""
    return all(first * _SECTOR >= len(head) for _, first, _ in entries)
