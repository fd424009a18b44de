"""PDQ values within a distance, without a library for matrices: for the gate, when a list is brought in.

Sixteen bands of sixteen bits: where two values differ in at most 31 bits, some band differs in at
most one, so it is enough to measure what shares a band up to one bit. Nothing is missed.
(``media.similar`` does the same for a check, faster, inside the lock.)

References: Norouzi, Punjani, Fleet, Fast Search in Hamming Space with Multi-Index Hashing (2012).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from inzage.watchlists.likeness import HASH, NEAR
from inzage.watchlists.prints import distance

_BAND = 2


class Neighbours:
    """Values in memory, by each of their bands; ``values``: 32 bytes each."""

    def __init__(self, values: Sequence[bytes]) -> None:
        self._values = values
        self._bands: list[defaultdict[bytes, list[int]]] = [defaultdict(list) for _ in range(HASH // _BAND)]
        for place, value in enumerate(values):
            for known, band in zip(self._bands, _bands(value), strict=True):
                known[band].append(place)

    def near(self, value: bytes, most: int = NEAR) -> set[int]:
        """The places of all values within ``most`` bits, which is at most 31."""
        met = {place for number, band in enumerate(_bands(value)) for place in self._sharing(number, band)}
        return {place for place in met if distance(self._values[place], value) <= most}

    def _sharing(self, number: int, band: bytes) -> Iterable[int]:
        known = self._bands[number]
        for probe in _within_one(band):
            if probe in known:
                yield from known[probe]


def _bands(value: bytes) -> list[bytes]:
    return [value[at : at + _BAND] for at in range(0, HASH, _BAND)]


def _within_one(band: bytes) -> Iterator[bytes]:
    bits = int.from_bytes(band)
    yield band
    yield from ((bits ^ 1 << bit).to_bytes(_BAND) for bit in range(8 * _BAND))
