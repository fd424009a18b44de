"""Many small reads as few large ones, and many names as one text."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from inzage.formats.blocks import Blocks
from inzage.formats.filesystems.scan import Odd

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SLASH = 0x2F
_GAP = 64 * 1024
_MOST = 4 * 1024 * 1024
"""Bytes between two pieces that are read for nothing rather than apart; bytes of one read."""


def rows_at(blocks: Blocks, places: Numbers, size: int) -> Bytes:
    """``size`` bytes from each place, a row each in the order asked, read in the order in which they lie."""
    made = np.empty((len(places), size), np.uint8)
    order = np.argsort(places, kind="stable")
    for begin, end in _together(places[order], size):
        which = order[begin:end]
        first = int(places[which[0]])
        content = exactly(blocks, first, int(places[which[-1]]) + size - first)
        if len(which) == 1:
            made[which[0]] = content
        else:
            made[which] = np.lib.stride_tricks.sliding_window_view(content, size)[places[which] - first]
    return made


def exactly(blocks: Blocks, place: int, size: int) -> Bytes:
    """These bytes; ``Odd`` where they are not all there."""
    if place < 0:
        raise Odd
    content = blocks.read_at(place, size)
    if len(content) != size:
        raise Odd
    return np.frombuffer(content, np.uint8)


def _together(places: Numbers, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of ascending places that one read takes."""
    begin = 0
    breaks = np.flatnonzero(np.diff(places) > size + _GAP) + 1
    for end in (*breaks.tolist(), len(places)):
        while begin < end:
            upto = int(np.searchsorted(places[begin:end], places[begin] + _MOST, side="right")) + begin
            yield begin, upto
            begin = upto


def spread(starts: Numbers, counts: Numbers) -> Numbers:
    """``starts[0]``, ``starts[0] + 1``, ... ``counts[0]`` of them, then those of the next, in one row."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    made: Numbers = np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts)
    return made


def text_of(buffer: Bytes | Words, starts: Numbers, lengths: Numbers) -> bytes:
    """The pieces of a buffer, a slash of the buffer's own width between each two.

    Raises ``Odd`` where one is empty or holds a slash or a zero itself.
    """
    if not len(starts):
        return b""
    ends = np.cumsum(lengths + 1)
    taken = buffer.take(spread(starts, lengths + 1), mode="clip")
    taken[ends - 1] = SLASH
    if not lengths.all() or not taken.all() or np.count_nonzero(taken == SLASH) != len(starts):
        raise Odd
    return taken[:-1].tobytes()


def batches(counts: Numbers, most: int) -> Iterator[slice]:
    """Neighbours whose counts together stay below ``most``, or one alone that does not."""
    ends = np.cumsum(counts)
    begin, before = 0, 0
    while begin < len(counts):
        upto = max(begin + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield slice(begin, upto)
        begin, before = upto, int(ends[upto - 1])


def repeats(numbers: Numbers) -> bool:
    """Does one of them occur twice?"""
    return bool((np.diff(np.sort(numbers)) == 0).any())
