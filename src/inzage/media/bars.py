"""Letterbox removal: the plain bars that somebody put around a picture, cut off.

PDQ does not find a picture with bars (a distance of 138 was measured), so where there
are bars the picture inside is looked up as well. A line belongs to a bar while nearly all
of it has one grey value, and the same as the line at the edge. What is left must be
a picture still: at least half of the height and half of the width.

References: trust facts 2.2, 2.6.
"""

from collections.abc import Iterator

import numpy as np

from inzage.media.pdq import Grey

_EVEN = 12
"""Grey values between the 5th and 95th hundredth of a line that is even; packing as JPEG leaves some noise."""

_SAME = 10
_LEAST = 0.5
_LOOKS = 400
_AT_ONCE = 16


def inside(grey: Grey) -> tuple[slice, slice] | None:
    """The rows and columns between the bars; None where there are none, or nothing would be left."""
    rows = _between(grey)
    columns = _between(grey[rows].T) if rows.stop > rows.start else slice(0, 0)
    height, width = rows.stop - rows.start, columns.stop - columns.start
    if (height, width) == grey.shape or height < _LEAST * grey.shape[0] or width < _LEAST * grey.shape[1]:
        return None
    return rows, columns


def _between(lines: Grey) -> slice:
    first = _bar(lines)
    last = _bar(lines[::-1][: len(lines) - first])
    return slice(first, len(lines) - last)


def _bar(lines: Grey) -> int:
    """How many lines from the edge on are one bar, and one more where the bar ends within it."""
    thick = 0
    edge: float | None = None
    for low, middle, high in _greys(lines):
        edge = middle if edge is None else edge
        if high - low > _EVEN or abs(middle - edge) > _SAME:
            break
        thick += 1
    return min(thick + bool(thick), len(lines))


def _greys(lines: Grey) -> Iterator[tuple[float, float, float]]:
    """Of each line its 5th, 50th and 95th hundredth; the first alone, for with most pictures that one ends it."""
    every = max(1, lines.shape[1] // _LOOKS)
    at, many = 0, 1
    while at < len(lines):
        ordered = np.sort(lines[at : at + many, ::every], axis=1)
        yield from zip(*(_hundredth(ordered, share) for share in (0.05, 0.5, 0.95)), strict=True)
        at, many = at + many, _AT_ONCE


def _hundredth(ordered: Grey, share: float) -> list[float]:
    """Between the two values next to it, as ``numpy.percentile`` has it, which takes ten times as long for a few."""
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    low, high = ordered[:, below], ordered[:, min(below + 1, ordered.shape[1] - 1)]
    found: list[float] = (low + (place - below) * (high.astype(np.float64) - low)).tolist()
    return found
