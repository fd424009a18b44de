"""A hive that was left half-written, with its logs in either form, made from the hive as it should become.

``half_written``: the hive with some pages as they were before, and its sequence numbers apart.
``new_log`` and ``old_log``: what Windows would have written beside it first.

References: Maxim Suhanov, "Windows registry file format specification".
"""

import struct
from collections.abc import Sequence

from inzage.formats.marvin import marvin32
from inzage.formats.registry_base import checksum

BASE, HEAD = 4096, 512
Pages = Sequence[tuple[int, int]]
"""(place within the bins, bytes)."""


def sealed(head: bytes, **changed: int) -> bytes:
    """A first block with other numbers and a checksum that fits: ``at_<offset>`` each."""
    made = bytearray(head)
    for name, value in changed.items():
        struct.pack_into("<I", made, int(name.removeprefix("at_")), value)
    struct.pack_into("<I", made, 508, checksum(made))
    return bytes(made)


def half_written(clean: bytes, pages: Pages, begun: int = 8, ended: int = 7, before: bytes = b"\xaa") -> bytes:
    """The hive before the pages were written."""
    made = bytearray(clean)
    for place, size in pages:
        made[BASE + place : BASE + place + size] = (before * size)[:size]
    return sealed(bytes(made[:HEAD]), at_4=begun, at_8=ended) + bytes(made[HEAD:])


def entry(after: bytes, number: int, pages: Pages, bins: int | None = None) -> bytes:
    """One entry of a log of the new form: these pages as they become."""
    told = b"".join(struct.pack("<2I", *page) for page in pages)
    data = b"".join(after[BASE + place : BASE + place + size] for place, size in pages)
    size = -(-(40 + len(told) + len(data)) // 512) * 512
    told = (told + data).ljust(size - 40, b"\0")
    bins = len(after) - BASE if bins is None else bins
    head = b"HvLE" + struct.pack("<5I", size, 0, number, bins, len(pages)) + marvin32(told)
    return head + marvin32(head) + told


def new_log(clean: bytes, first: int, *entries: bytes) -> bytes:
    """A log of the new form whose first entry has this number."""
    return sealed(clean[:HEAD], at_4=first, at_8=first, at_28=6) + b"".join(entries)


def old_log(clean: bytes, pages: Pages, kind: int = 1, number: int = 8) -> bytes:
    """A log of the old form: a map with a bit for each 512 bytes, and the pages."""
    bits = (len(clean) - BASE) // 512
    dirty = bytearray(bits // 8)
    for place, size in pages:
        for bit in range(place // 512, (place + size) // 512):
            dirty[bit // 8] |= 1 << bit % 8
    data = b"".join(
        clean[BASE + 512 * bit : BASE + 512 * (bit + 1)] for bit in range(bits) if dirty[bit // 8] >> bit % 8 & 1
    )
    head = sealed(clean[:HEAD], at_4=number, at_8=number, at_28=kind)
    told = b"DIRT" + bytes(dirty)
    return head + told.ljust(-(-len(told) // 512) * 512, b"\0") + data
