"""Every entry within the distance is found, at each distance, and none beyond: exact, not nearly, in either way."""

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.media import HASH, NEAR, similar
from inzage.media.pdq import distance
from inzage.media.similar import BANDS, Band, Index, Match

DICE = np.random.default_rng(7)
CROWD = DICE.bytes(HASH * 5_000)
QUERY = DICE.bytes(HASH)


def turned(one: bytes, bits: list[int]) -> bytes:
    """A hash with these bits the other way."""
    number = int.from_bytes(one)
    for bit in bits:
        number ^= 1 << bit
    return number.to_bytes(HASH)


def flipped(counts: dict[Band, int], seed: int = 3) -> bytes:
    """A hash that differs from the query in so many bits of each band."""
    dice = np.random.default_rng(seed)
    words = np.frombuffer(QUERY, np.uint64).copy()
    for band, count in counts.items():
        for bit in dice.choice(band.bits, count, replace=False):
            words[band.word] ^= np.uint64(1) << np.uint64(band.shift + int(bit))
    return words.tobytes()


def spread(apart: int, seed: int) -> bytes:
    """A hash so far from the query, its differences as even over the bands as can be: the hardest to find."""
    order = np.random.default_rng(seed).permutation(len(BANDS))
    return flipped({BANDS[one]: (apart + place) // len(BANDS) for place, one in enumerate(order)}, seed)


@pytest.fixture(params=["compared with all", "by bands"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few questions are compared with all; of many the entries are sorted first. Both must say the same."""
    if request.param == "by bands":
        monkeypatch.setattr(similar, "ENOUGH_ASKED", 0)
        monkeypatch.setattr(similar, "FEW", 0)


def test_the_bands_are_all_bits_once() -> None:
    bits = [(band.word, band.shift + bit) for band in BANDS for bit in range(band.bits)]
    assert sorted(bits) == [(word, bit) for word in range(4) for bit in range(64)]


def test_no_hash_so_near_escapes_all_bands() -> None:
    """What lies one bit beyond the reach of every band lies beyond the distance."""
    reach = {band: max(int(change).bit_count() for change in band.changes) for band in BANDS}
    assert sum(one + 1 for one in reach.values()) > NEAR
    for band, most in reach.items():
        assert max(band.changes) < 1 << band.bits
        assert len(set(band.changes.tolist())) == sum(comb(band.bits, n) for n in range(most + 1))


def test_what_a_single_band_brings_is_found() -> None:
    """31 bits apart, and each other band just too far: any that reached less would lose it."""
    reach = {band: int(band.changes[-1]).bit_count() for band in BANDS}
    hardest = [{band: reach[band] + (band is not only) for band in BANDS} for only in BANDS]
    assert {sum(one.values()) for one in hardest} == {NEAR}
    planted = [flipped(one, seed) for one in hardest for seed in range(20)]
    assert Index(CROWD + b"".join(planted)).near([QUERY]) == [Match(5_000 + n, 0, NEAR) for n in range(len(planted))]


def test_what_is_near_is_found_at_every_distance() -> None:
    planted = [(apart, spread(apart, seed)) for apart in range(NEAR + 1) for seed in range(25)]
    planted += [(len(bits), turned(QUERY, bits)) for bits in chosen(25)]
    index = Index(CROWD + b"".join(one for _, one in planted))
    assert index.near([QUERY]) == [Match(5_000 + n, 0, apart) for n, (apart, _) in enumerate(planted)]


def chosen(times: int) -> list[list[int]]:
    """Some bits, in each number up to the distance so many times."""
    every = [DICE.choice(256, apart, replace=False) for apart in range(NEAR + 1) for _ in range(times)]
    return [[int(bit) for bit in bits] for bits in every]


@pytest.mark.parametrize("apart", [NEAR + 1, NEAR + 2, 40, 128])
def test_what_is_farther_is_not(apart: int) -> None:
    planted = [turned(QUERY, [int(bit) for bit in DICE.choice(256, apart, replace=False)]) for _ in range(50)]
    one_band = turned(QUERY, list(range(NEAR + 1)))
    assert Index(CROWD + b"".join([*planted, one_band])).near([QUERY]) == []


def test_the_opposite_of_the_query_is_not_taken_for_it() -> None:
    """256 bits apart, which one byte cannot count."""
    assert Index(CROWD + turned(QUERY, list(range(256)))).near([QUERY]) == []


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


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 255), max_size=45, unique=True), max_size=20), st.integers(0, NEAR))
def test_it_finds_what_comparing_with_all_finds(flips: list[list[int]], most: int) -> None:
    entries = [turned(QUERY, bits) for bits in flips]
    plain = [Match(n, 0, distance(one, QUERY)) for n, one in enumerate(entries) if distance(one, QUERY) <= most]
    assert Index(b"".join(entries)).near([QUERY], most) == plain


def test_many_asked_at_once_are_each_told_what_they_are_told_alone() -> None:
    asked = [turned(QUERY, [int(bit) for bit in DICE.choice(256, n % 45, replace=False)]) for n in range(150)]
    index = Index(CROWD + QUERY + b"".join(asked[:40]))
    by_one = [index.near([one]) for one in asked]
    alone = [Match(near.entry, number, near.distance) for number, found in enumerate(by_one) for near in found]
    assert Index(CROWD + QUERY + b"".join(asked[:40])).near(asked) == alone
