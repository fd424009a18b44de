"""The unit of reading: spots of one carrier, one stage and one reader, begun together.

Most readers are given one file at a time, each to a locked worker of its own. A reader that declares ``many`` gets
a number of them at once: one worker, one message either way, one write to the disk before and one after. What comes
of it is that of reading one by one (ADR 0038). Pure: spots in, batches out.
"""

import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inzage.check.spots import Spot

MOST_SPOTS = 128
MOST_BYTES = 128 * 1024 * 1024
"""Files and bytes of one batch; a file that is larger is a batch of its own. All of them are open at once, and of a
phone's backup they lie unpacked in memory."""

_DESCRIPTORS = 2
"""One file of many takes: itself and the folder it lies in; what may lie beside it is not opened (``Source.skim``)."""
_KEPT_FREE = 256
"""Descriptors for carriers, lists, workers and the case."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Spots that are opened together: all of one carrier and one reader, in the carrier's order; never none."""

    carrier: int
    spots: tuple[Spot, ...]

    @classmethod
    def of(cls, *spots: Spot) -> "Batch":
        """A batch of these."""
        return cls(spots[0].carrier, spots)

    @property
    def size(self) -> int:
        """Bytes, as the carrier's listing tells them."""
        return sum(spot.found.size for spot in self.spots)


def batches(spots: Sequence[Spot], most: int = MOST_SPOTS, size: int = MOST_BYTES) -> Iterator[Batch]:
    """The spots of one stage, in their order, in batches of at most ``most`` files and ``size`` bytes."""
    held: list[Spot] = []
    taken = 0
    for spot in spots:
        if held and not (_together(held[0], spot) and len(held) < most and taken + spot.found.size <= size):
            yield Batch.of(*held)
            held, taken = [], 0
        held.append(spot)
        taken += spot.found.size
    if held:
        yield Batch.of(*held)


def most_spots(hands: int) -> int:
    """How many files a batch may hold so that ``hands`` of them, and one more, can be open in this process."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(1, min(MOST_SPOTS, (allowed - _KEPT_FREE) // (_DESCRIPTORS * (hands + 1))))


def _together(one: Spot, other: Spot) -> bool:
    return one.reader.many and (one.carrier, one.reader.name) == (other.carrier, other.reader.name)
