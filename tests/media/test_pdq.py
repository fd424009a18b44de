"""The two matrix products say what the written-out algorithm says, in every orientation and at every scale."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from inzage.media import ENOUGH, HASH, NEAR, ORIENTATIONS, Fingerprint
from inzage.media.pdq import SMALLEST, distance, fingerprint, shrink
from tests.media.patterns import Grey, pattern

Floats = NDArray[np.float64]


def box(line: Floats, window: int) -> Floats:
    """A running mean as the paper draws it: it looks back by window - half, ahead by half - 1, cut off at the ends."""
    half = (window + 2) // 2
    back, ahead = window - half, half - 1
    return np.array([line[max(0, at - back) : at + ahead + 1].mean() for at in range(len(line))])


def written_out(grey: Grey) -> tuple[str, int]:
    """PDQ step by step, with nothing multiplied out: hash in hexadecimal, and quality."""
    height, width = grey.shape
    seen = grey.astype(np.float64)
    for _ in range(2):
        seen = np.array([box(line, -(-width // 128)) for line in seen])
        seen = np.array([box(line, -(-height // 128)) for line in seen.T]).T
    rows = [int((line + 0.5) * height / 64) for line in range(64)]
    columns = [int((line + 0.5) * width / 64) for line in range(64)]
    small = seen[np.ix_(rows, columns)]
    steps = sum(int(abs(step) * 100 / 255) for axis in (0, 1) for step in np.diff(small, axis=axis).ravel())
    cosines = np.array([[np.cos(np.pi / 128 * (wave + 1) * (2 * at + 1)) for at in range(64)] for wave in range(16)])
    waves = (cosines @ small @ cosines.T).ravel()
    middle = sorted(waves)[127]
    number = sum(1 << at for at, wave in enumerate(waves) if wave > middle)
    return f"{number:064x}", min(100, steps // 90)


SIZES = [(5, 5), (7, 200), (63, 65), (64, 64), (100, 37), (128, 129), (200, 300), (257, 255), (511, 513)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_it_is_the_algorithm_as_written_out(height: int, width: int) -> None:
    grey = pattern(height, height, width)
    said, quality = written_out(grey)
    found = fingerprint(grey)
    assert distance(found.hashes[0], bytes.fromhex(said)) <= 2  # one pair at the median may be told apart by rounding
    assert abs(found.quality - quality) <= 1


TURNS = [
    ("as it stands", lambda grey: grey),
    ("a quarter", np.rot90),
    ("half", lambda grey: np.rot90(grey, 2)),
    ("three quarters", lambda grey: np.rot90(grey, 3)),
    ("top to bottom", np.flipud),
    ("left to right", np.fliplr),
    ("over one diagonal", np.transpose),
    ("over the other", lambda grey: np.rot90(grey, 2).T),
]


@pytest.mark.parametrize("number", range(ORIENTATIONS), ids=[name for name, _ in TURNS])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_orientation_is_that_of_the_picture_turned(number: int, seed: int) -> None:
    grey = pattern(seed)
    turned = np.ascontiguousarray(TURNS[number][1](grey))
    apart = [distance(fingerprint(turned).hashes[0], one) for one in fingerprint(grey).hashes]
    assert apart[number] <= 12
    assert apart[number] == min(apart)
    assert sorted(apart)[1] > NEAR  # and it is none of the other seven


@pytest.mark.parametrize("scale", [2, 4, 8])
@pytest.mark.parametrize("size", [(2048, 3072), (2049, 3071), (1100, 4100)])
def test_a_picture_made_smaller_by_the_decoder_keeps_its_hash(size: tuple[int, int], scale: int) -> None:
    grey = pattern(scale, *size)
    rows, columns = (np.add.reduceat(np.ones(n), np.arange(0, n, scale)) for n in size)
    sums = np.add.reduceat(
        np.add.reduceat(grey.astype(float), np.arange(0, size[0], scale), 0), np.arange(0, size[1], scale), 1
    )
    means = (sums / np.outer(rows, columns)).round().astype(np.uint8)
    assert distance(fingerprint(means, size, scale).hashes[0], fingerprint(grey).hashes[0]) <= 2


def test_a_large_picture_is_never_whole_as_floats() -> None:
    grey = np.zeros((4000, 5000), np.uint8)
    fingerprint(grey)  # the sides are made once
    tracemalloc.start()
    fingerprint(grey)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < grey.nbytes / 2  # as floats four times as many


@given(st.integers(SMALLEST, 400), st.sampled_from([1, 2, 4, 8]))
def test_every_line_is_a_mean(length: int, scale: int) -> None:
    even = np.full((-(-length // scale), 64 // scale), 200, np.uint8)
    assert np.allclose(shrink(even, (length, 64), scale), 200, atol=0.01)


@pytest.mark.parametrize(("height", "width"), [(SMALLEST - 1, 300), (300, SMALLEST - 1), (1, 1)])
def test_a_speck_has_no_hash(height: int, width: int) -> None:
    assert fingerprint(np.full((height, width), 9, np.uint8)) == Fingerprint(0, (bytes(HASH),) * ORIENTATIONS)


@pytest.mark.parametrize(
    ("grey", "telling"),
    [
        (np.full((300, 300), 200, np.uint8), False),
        (np.tile(np.linspace(0, 255, 300).astype(np.uint8), (300, 1)), False),
        (pattern(3), True),
    ],
    ids=["one grey", "a slope", "a pattern"],
)
def test_what_shows_too_little_is_not_compared(grey: Grey, telling: bool) -> None:
    assert fingerprint(grey).telling is telling


def test_the_bound_of_telling_is_fifty() -> None:
    assert [Fingerprint(n, ()).telling for n in (ENOUGH - 1, ENOUGH)] == [False, True]


def test_half_of_the_bits_are_set() -> None:
    found = [one for number in range(8) for one in fingerprint(pattern(number)).hashes]
    assert {int.from_bytes(one).bit_count() for one in found} == {128}


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_distance_is_a_distance(a: bytes, b: bytes, c: bytes) -> None:
    assert distance(a, a) == 0
    assert distance(a, b) == distance(b, a)
    assert distance(a, c) <= distance(a, b) + distance(b, c)


@given(st.binary(min_size=32, max_size=32), st.sets(st.integers(0, 255)))
def test_distance_counts_the_bits_that_were_turned(one: bytes, turned: set[int]) -> None:
    other = int.from_bytes(one)
    for bit in turned:
        other ^= 1 << bit
    assert distance(one, other.to_bytes(32)) == len(turned)
