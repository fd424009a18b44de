"""Look-up among PDQ hashes by distance: every entry within it is found, and none beyond.

Who asks a few times compares with all: it takes less time than to sort them. From ``ENOUGH_ASKED`` on there is
multi-index hashing. A hash is twelve bands, three in each of its four words. Were eight of them further than 2 bits
apart and the other four further than 1, all would be 8 × 3 + 4 × 2 = 32 bits apart, or more. So of two that differ
in at most 31, a band of the eight differs in at most two bits or one of the four in at most one: it is enough to
look up each band and its neighbours so near, and to measure what is found there. With bands of 21 and 22 bits
among ten million entries, few are found by chance. The approximate ways lose the far matches, which are those
that matter.

References: Norouzi, Punjani, Fleet, Fast Search in Hamming Space with Multi-Index Hashing (2012; bands of unequal
radius: section 3); speed facts 5 (sixteen bands of one bit: 907-1,497 queries a second among a million).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from inzage.media import HASH, NEAR

ENOUGH_ASKED = 64
"""Hashes asked, so eight pictures, after which it pays to sort the entries."""

_WORDS = HASH // 8
_AT_ONCE = 32
"""Hashes looked up together: what is found for them lies in the processor's cache."""
FEW = 32_768
"""So few entries are never sorted."""
_CHUNK = 8192
"""Entries that are compared at once: 256 kB."""

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Keys = NDArray[np.uint32]
Distances = NDArray[np.uint16]


def _within(bits: int, radius: int) -> Keys:
    """Every change of at most so many of these bits."""
    sets = (places for n in range(radius + 1) for places in combinations(range(bits), n))
    return np.array([sum(1 << place for place in places) for places in sets], np.uint32)


@dataclass(frozen=True, slots=True)
class Match:
    """Entry ``entry`` lies ``distance`` bits from query ``query``."""

    entry: int
    query: int
    distance: int


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Some bits of one word of each hash, and every change of them that is looked up."""

    word: int
    shift: int
    bits: int
    changes: Keys

    def of(self, hashes: Hashes) -> Keys:
        """This band of each."""
        return (hashes[:, self.word] >> np.uint64(self.shift)).astype(np.uint32) & np.uint32((1 << self.bits) - 1)


_CUT = ((0, 21, _within(21, 2)), (21, 21, _within(21, 2)), (42, 22, _within(22, 1)))
BANDS = tuple(Band(word, *cut) for word in range(_WORDS) for cut in _CUT)


class _Sorted:
    """The entries in the order of one band, and where each value of it begins."""

    def __init__(self, band: Band, entries: Hashes) -> None:
        self._band = band
        keys = band.of(entries)
        ordered = keys.astype(np.uint64) << np.uint64(32) | np.arange(len(keys), dtype=np.uint64)
        ordered.sort()
        self._order = ordered.astype(np.uint32)
        self._begins = np.zeros((1 << band.bits) + 1, np.uint32)
        np.cumsum(np.bincount(keys, minlength=1 << band.bits), out=self._begins[1:])

    def candidates(self, asked: Hashes) -> tuple[Integers, Keys]:
        """Which hash asked, and which entry: all pairs of which this band lies near enough."""
        probes = (self._band.of(asked)[:, None] ^ self._band.changes).ravel()
        first = self._begins.take(probes).astype(np.int64)
        many = self._begins.take(probes + 1) - first
        ends = np.cumsum(many)
        place = np.arange(ends[-1]) + np.repeat(first - ends + many, many)
        query = np.repeat(np.arange(len(asked)), many.reshape(len(asked), -1).sum(axis=1))
        return query, self._order.take(place)


class Index:
    """Hashes in memory. ``hashes``: n × 32 bytes, one after another; they are not copied."""

    def __init__(self, hashes: bytes) -> None:
        self._words: Hashes = np.frombuffer(hashes, np.uint64).reshape(-1, _WORDS)
        self._sorted: tuple[_Sorted, ...] = ()
        self._asked = 0

    def __len__(self) -> int:
        return len(self._words)

    def sort(self) -> None:
        """Make ready for many questions; it is done by itself when enough were asked."""
        self._sorted = tuple(_Sorted(band, self._words) for band in BANDS)

    def near(self, queries: Sequence[bytes], most: int = NEAR) -> list[Match]:
        """Every entry within ``most`` bits of a query, by query and entry. ``most`` is at most 31."""
        if not 0 <= most <= NEAR:
            raise ValueError(f"distances above {NEAR} are not all found")
        if not queries or not len(self):
            return []
        asked: Hashes = np.frombuffer(b"".join(queries), np.uint64).reshape(-1, _WORDS)
        self._asked += len(asked)
        if self._asked > ENOUGH_ASKED and not self._sorted and len(self) > FEW:
            self.sort()
        return [match for at in range(0, len(asked), _AT_ONCE) for match in self._near(asked, at, most)]

    def _near(self, asked: Hashes, at: int, most: int) -> Iterator[Match]:
        part = asked[at : at + _AT_ONCE]
        pairs = self._by_band(part) if self._sorted else self._all(part)
        found: dict[tuple[int, int], int] = {}
        for query, entry, apart in pairs:
            kept = np.flatnonzero(apart <= most)
            near = zip(query[kept].tolist(), entry[kept].tolist(), strict=True)
            found.update(zip(near, apart[kept].tolist(), strict=True))
        for (query_, entry_), distance in sorted(found.items()):
            yield Match(entry_, query_ + at, distance)

    def _by_band(self, asked: Hashes) -> Iterator[tuple[Integers, Keys | Integers, Distances]]:
        for one in self._sorted:
            query, entry = one.candidates(asked)
            yield query, entry, _apart(self._words.take(entry, axis=0) ^ asked.take(query, axis=0))

    def _all(self, asked: Hashes) -> Iterator[tuple[Integers, Keys | Integers, Distances]]:
        if len(self) * len(asked) <= _CHUNK:
            apart = _apart((asked[:, None] ^ self._words).reshape(-1, _WORDS))
            found = np.flatnonzero(apart <= NEAR)
            yield found // len(self), found % len(self), apart[found]
            return
        for at in range(0, len(self), _CHUNK):
            part = self._words[at : at + _CHUNK]
            for number, one in enumerate(asked):
                apart = _apart(part ^ one)
                entry = np.flatnonzero(apart <= NEAR)
                yield np.full(len(entry), number), entry + at, apart[entry]


def _apart(differing: Hashes) -> Distances:
    """Bits that are set in each row (0-256). Word by word: to sum along rows of four takes five times as long."""
    bits = np.bitwise_count(differing)
    apart: Distances = (bits[:, 0] + bits[:, 1]).astype(np.uint16) + (bits[:, 2] + bits[:, 3])
    return apart
