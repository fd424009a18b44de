"""PDQ values as lists give them: 64 hexadecimal digits, and which of them say too little to be looked for.

A value says for 16 × 16 frequencies of a picture whether it is above the median. A picture of
one plain shape (a button, a flag of flat colours) has few frequencies of its own, and many such
pictures have one value. It shows in the value itself: it is nearly what it would be turned or mirrored,
or its bits run in a regular weave. Such an entry names everybody who has a button, and is
not taken. All false alarms that were ever measured came of these (docs/validation.md).

References: https://github.com/facebook/ThreatExchange (pdq); trust facts 2.5, 2.6.
"""

import re
from functools import reduce

from inzage.watchlists.likeness import HASH, NEAR

SIDE = 16
_BITS = SIDE * SIDE
_OWN_FORM = 2 * NEAR
"""An entry so near to its own other orientations could hardly be told from another plain shape."""
_NEIGHBOURS = 2 * SIDE * (SIDE - 1)
_REGULAR = _NEIGHBOURS * 3 // 4
"""So many neighbouring bits that differ are a weave, so many that are equal are blots; by chance half are."""
_LEAST_SET = 120
"""Half of the bits of a picture lie above its median; where fewer do, many were equal: nothing was there."""
_FORM = re.compile(r"[0-9a-f]{64}")


def form(text: str) -> str | None:
    """A value in its one spelling, None where it is none."""
    spelt = text.strip().lower()
    return spelt if _FORM.fullmatch(spelt) else None


def orientations(value: bytes) -> tuple[bytes, ...]:
    """The value as it stands, turned and mirrored, by its bits alone: a few bits beside what the picture would give."""
    bits = int.from_bytes(value)
    turned = _transposed(bits)
    return tuple(
        (one ^ mask).to_bytes(HASH) for one in (bits, turned) for mask in (0, _ROWS, _COLUMNS, _ROWS ^ _COLUMNS)
    )


def distance(one: bytes, other: bytes) -> int:
    """Bits in which two values differ (0-256)."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def too_plain(value: bytes) -> bool:
    """Does this value stand for a plain shape, which many ordinary pictures are?"""
    bits = int.from_bytes(value)
    if bits.bit_count() < _LEAST_SET:
        return True
    differing = _changes(bits)
    if not _NEIGHBOURS - _REGULAR < differing < _REGULAR:
        return True
    return any(distance(value, other) <= _OWN_FORM for other in orientations(value)[1:])


def _mask(chosen: "range") -> int:
    return reduce(int.__or__, (1 << SIDE * row + column for row in chosen for column in range(SIDE)), 0)


def _transposed(bits: int) -> int:
    """Rows and columns exchanged: the bit of row r and column c is bit 16 r + c."""
    places = (SIDE * row + column for row in range(SIDE) for column in range(SIDE) if bits >> SIDE * column + row & 1)
    return reduce(int.__or__, (1 << place for place in places), 0)


def _changes(bits: int) -> int:
    """Pairs of neighbouring bits, beside and below each other, that differ."""
    beside = (bits ^ bits >> 1) & _NOT_LAST
    below = (bits ^ bits >> SIDE) & (1 << _BITS - SIDE) - 1
    return beside.bit_count() + below.bit_count()


_ROWS = _mask(range(0, SIDE, 2))
"""Mirrored, the odd frequencies (first, third, ...) change sign."""
_COLUMNS = _transposed(_ROWS)
_NOT_LAST = reduce(int.__or__, (1 << SIDE * row + column for row in range(SIDE) for column in range(SIDE - 1)), 0)
