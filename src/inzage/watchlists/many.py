"""Many digests looked up at once in a keyed list: laid apart by the windows of its file, which are read one by one.

One look-up is two short reads, which cost more than anything else of it. Where a window of the file (the
records of one first byte) is asked for often enough, it is read whole, and what is asked is found in memory:
the file is read once in its order, and never more than one window of it is held. Of each question twenty bytes are.
"""

import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

from inzage.watchlists.body import Body, places
from inzage.watchlists.layout import DIGEST, RECORD

AT_ONCE = 1 << 21
"""Digests for which the file is read once: 45 MB."""

_SMALL = 1024 * 1024
"""Bytes of records that are one window."""
_WORTH = 16 * 1024
"""Bytes read in order in the time of one look-up by itself."""
_FIRST = 8
"""Bits of the first byte."""


class Batch:
    """Digests that are looked up in one list together, numbered as they come."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._windows = 0 if body.count * RECORD <= _SMALL else _FIRST
        self._wanted: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._numbers: defaultdict[int, array[int]] = defaultdict(_numbers)
        self._next = count()

    def add(self, wanted: Sequence[bytes]) -> None:
        """Take these."""
        by_window, numbers = self._wanted, self._numbers
        if not self._windows:
            by_window[0] += b"".join(wanted)
            numbers[0].extend(next(self._next) for _ in wanted)
            return
        for one, number in zip(wanted, self._next, strict=False):
            first = one[0]
            by_window[first] += one
            numbers[first].append(number)

    def met(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Of those that the list holds their number, and the class bytes of their records; in no promised order."""
        for window in sorted(self._wanted):
            wanted, numbers = self._wanted.pop(window), self._numbers.pop(window)
            for place, classes in self._met(window, wanted):
                yield numbers[place], classes

    def _met(self, window: int, wanted: bytearray) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Of those in one window; the number is their place among them."""
        body, slots = self._body, 1 << self._body.bits >> self._windows
        mine = struct.Struct(f"{DIGEST}s" * (len(wanted) // DIGEST)).unpack(wanted)
        if len(mine) * _WORTH < body.count * RECORD >> self._windows:
            alone = (tuple(places(body.bucket(one), one)) for one in mine)
            yield from ((place, classes) for place, classes in enumerate(alone) if classes)
            return
        held = body.window(window * slots, slots)
        asked = body.slots_of(wanted, window * slots)
        begins, ends = map(held.ends.__getitem__, asked), map(held.ends[1:].__getitem__, asked)
        found = list(map(held.records.find, mine, begins, ends))
        for place in [place for place, at in enumerate(found) if at >= 0]:
            if classes := held.places(asked[place], mine[place], found[place]):
                yield place, classes


def _numbers() -> "array[int]":
    return array("I")
