"""Every entry within the distance is found, at each distance, and none beyond: exact, not nearly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.media import HASH, NEAR
from inzage.media.pdq import distance
from inzage.media.similar import BANDS, Index, Match

DICE = np.random.default_rng(7)
CROWD = DICE.bytes(HASH * 5_000)
QUERY = DICE.bytes(HASH)


def turned(one: bytes, bits: list[int]) -> bytes:
    """A hash with these bits the other way."""
    number = int.from_bytes(one)
    for bit in bits:
        number ^= 1 << bit
    return number.to_bytes(HASH)


def spread(apart: int, seed: int) -> bytes:
    """A hash so far from the query, its differences as even over the bands as can be: the hardest to find."""
    dice = np.random.default_rng(seed)
    bands = [[16 * int(band) + int(bit) for bit in dice.permutation(16)] for band in dice.permutation(BANDS)]
    return turned(QUERY, [bands[n % BANDS][n // BANDS] for n in range(apart)])


@pytest.mark.parametrize("apart", range(NEAR + 1))
def test_what_is_near_is_found_at_every_distance(apart: int) -> None:
    planted = [spread(apart, seed) for seed in range(25)]
    planted += [turned(QUERY, [int(bit) for bit in DICE.choice(256, apart, replace=False)]) for _ in range(25)]
    index = Index(CROWD + b"".join(planted))
    assert index.near([QUERY]) == [Match(5_000 + n, 0, apart) for n in range(50)]


@pytest.mark.parametrize("apart", [NEAR + 1, NEAR + 2, 40, 128])
def test_what_is_farther_is_not(apart: int) -> None:
    planted = [turned(QUERY, [int(bit) for bit in DICE.choice(256, apart, replace=False)]) for _ in range(50)]
    one_band = turned(QUERY, list(range(NEAR + 1)))
    assert Index(CROWD + b"".join([*planted, one_band])).near([QUERY]) == []


@pytest.mark.parametrize("most", [0, 1, 16, 30])
def test_a_stricter_distance_finds_less(most: int) -> None:
    index = Index(b"".join(spread(apart, 3) for apart in range(NEAR + 1)))
    assert [match.distance for match in index.near([QUERY], most)] == list(range(most + 1))


@pytest.mark.parametrize("most", [-1, NEAR + 1])
def test_a_distance_that_could_miss_some_is_refused(most: int) -> None:
    with pytest.raises(ValueError, match="31"):
        Index(CROWD).near([QUERY], most)


def test_several_queries_are_told_apart() -> None:
    other = turned(QUERY, list(range(0, 256, 2)))
    index = Index(b"".join([turned(other, [3]), turned(QUERY, [1, 2])]))
    assert index.near([QUERY, other, CROWD[:HASH]]) == [Match(1, 0, 2), Match(0, 1, 1)]


@pytest.mark.parametrize("hashes", [b"", CROWD[:HASH]])
def test_few_entries_and_no_queries(hashes: bytes) -> None:
    index = Index(hashes)
    assert len(index) == len(hashes) // HASH
    assert index.near([]) == []
    assert index.near([QUERY]) == []


def test_equal_entries_are_each_found() -> None:
    assert len(Index(QUERY * 3).near([QUERY])) == 3


@settings(max_examples=100)
@given(st.lists(st.lists(st.integers(0, 255), max_size=45, unique=True), max_size=20), st.integers(0, NEAR))
def test_it_finds_what_comparing_with_all_finds(flips: list[list[int]], most: int) -> None:
    entries = [turned(QUERY, bits) for bits in flips]
    plain = [Match(n, 0, distance(one, QUERY)) for n, one in enumerate(entries) if distance(one, QUERY) <= most]
    assert Index(b"".join(entries)).near([QUERY], most) == plain
