"""Of a progressive JPEG the scans that a picture made smaller needs: the others are not unpacked.

Such a file gives first the mean of every block, then finer and finer waves, then the last bits of each. At an eighth
of its sides a picture is those means alone, and what the waves of its brightness still lack does not show; so
their scans are left out. At a quarter each pixel is the mean of a quarter of a block: the waves of colours are left
out, and the last bit of those of brightness. Larger than that all of it counts. A whole one of 12 million pixels
takes 100 to 220 ms of processor time, one of means alone 30 to 60.

For waves that a file does not bring, a decoder guesses some from the blocks around, but where a table says that they
count for nothing: so it says in what comes out of here. What is not as expected, to its very end, is left whole,
for the decoder to judge.

References: ITU-T T.81 annexes B (markers), G (progressive); libjpeg-turbo ``jdcoefct.c`` (``smoothing_ok``),
``jidctred.c``; https://www.w3.org/Graphics/JPEG/jfif3.pdf and APP14 of Adobe TN 5116 (which colours).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inzage.formats.blocks import Blocks, Joined, Slice

MEANS = 8
QUARTER = 4
"""How many times smaller a picture is of which the means are enough, and of which the last bits are not missed."""

_PIECE = 1 << 16
_MOST_PARTS = 500
"""Segments and scans; of a file with more nothing is left out."""

_HEAD = 4
_TURN, _TABLES, _FRAME, _SCAN, _END, _ADOBE = 0xDD, 0xDB, 0xC2, 0xDA, 0xD9, 0xEE
_OTHERS = frozenset((0xC4, _TURN, 0xFE, *range(0xE0, 0xF0)))
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_BRIGHT_AND_COLOURS = (1, 2, 3)
_VALUES = 64


class Bytes:
    """Bytes in memory, as blocks."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self._data)

    def read_at(self, offset: int, size: int) -> bytes:
        """Fewer only at the end."""
        return self._data[offset : offset + size]


class Unexpected(ValueError):
    """What is not as such files are; never leaves this module."""


@dataclass(frozen=True, slots=True)
class Part:
    """A marker and its segment: ``head`` as it stands in the file; of a scan ``size`` counts what follows it too."""

    marker: int
    offset: int
    size: int
    head: bytes

    @property
    def means(self) -> bool:
        """Of a scan: does it give the means of blocks?"""
        return self._band[0] == 0

    @property
    def last_bits(self) -> bool:
        """Of a scan: does it only make finer what others gave, and to the end?"""
        bits = self._band[2]
        return bits >> 4 > 0 and bits & 15 == 0

    @property
    def component(self) -> int:
        """Of a scan of waves: whose they are, for those have one each."""
        return self.head[5]

    @property
    def _band(self) -> bytes:
        if len(self.head) != 8 + 2 * self.head[4]:
            raise Unexpected
        return self.head[-3:]


def thinned(blocks: Blocks, scale: int) -> Blocks | None:
    """The same picture for a decoder that makes it ``scale`` times smaller; None where all of it is needed."""
    if scale < QUARTER:
        return None
    try:
        return _without(blocks, list(_parts(blocks)), scale)
    except (Unexpected, IndexError):
        return None


def _without(blocks: Blocks, parts: Sequence[Part], scale: int) -> Blocks | None:
    bright, tables = _colours(parts)
    kept: list[Blocks] = [Slice(blocks, 0, 2)]
    everywhere = scale >= MEANS
    if not everywhere and not tables:
        return None  # brightness alone, or its table for colours too: a guess could not be forbidden
    for part in parts:
        if part.marker == _TABLES:
            kept.append(Bytes(_for_nothing(part.head, None if everywhere else tables)))
        elif part.marker != _SCAN or part.means or (not everywhere and part.component == bright and not part.last_bits):
            kept.append(Slice(blocks, part.offset, part.size))
    return Joined(kept)


def _parts(blocks: Blocks) -> Iterator[Part]:
    """From the first segment to the end of the picture."""
    at = 2
    for _ in range(_MOST_PARTS):
        head = blocks.read_at(at, _HEAD)
        marker = head[1]
        if head[0] != 0xFF:  # noqa: PLR2004 - where a marker begins
            raise Unexpected
        if marker == _END:
            yield Part(marker, at, 2, head[:2])
            return
        if marker not in _OTHERS | {_TABLES, _FRAME, _SCAN}:
            raise Unexpected
        size = 2 + int.from_bytes(head[2:])
        part = Part(marker, at, size, blocks.read_at(at, size))
        if marker == _SCAN:
            part = Part(marker, at, _end_of_scan(blocks, at + size) - at, part.head)
        yield part
        at += part.size
    raise Unexpected


def _end_of_scan(blocks: Blocks, at: int) -> int:
    """Where the marker stands that ends it; pieces overlap by the one byte that a marker may be cut at."""
    while True:
        piece = blocks.read_at(at, _PIECE)
        if found := _AFTER_SCAN.search(piece):
            return at + found.start()
        if len(piece) < _PIECE:
            raise Unexpected
        at += _PIECE - 1


def _colours(parts: Sequence[Part]) -> tuple[int, frozenset[int]]:
    """Which component is brightness, and the tables of colours that it has no part in."""
    frames = [part.head for part in parts if part.marker == _FRAME]
    if len(frames) != 1:
        raise Unexpected
    frame = frames[0]
    components = [frame[at : at + 3] for at in range(10, len(frame), 3)]
    names = tuple(one[0] for one in components)
    if names not in (_BRIGHT_AND_COLOURS, _BRIGHT_AND_COLOURS[:1]) or any(map(_not_mixed, parts)):
        raise Unexpected
    largest = components[0][1]
    if any(one[1] >> 4 > largest >> 4 or one[1] & 15 > largest & 15 for one in components):
        raise Unexpected
    return names[0], frozenset(one[2] for one in components[1:]) - {components[0][2]}


def _not_mixed(part: Part) -> bool:
    """Does Adobe's own segment say that red, green and blue are kept apart?"""
    return part.marker == _ADOBE and part.head[4:9] == b"Adobe" and part.head[15] == 0


def _for_nothing(segment: bytes, which: frozenset[int] | None) -> bytes:
    """Tables of weights: in these (None: in all) no wave counts."""
    changed, at = bytearray(segment), _HEAD
    while at < len(segment):
        width = 2 if segment[at] >> 4 else 1
        begin, end = at + 1 + width, at + 1 + width * _VALUES
        if end > len(segment):
            raise Unexpected
        if which is None or segment[at] & 15 in which:
            changed[begin:end] = bytes(end - begin)
        at = end
    return bytes(changed)
