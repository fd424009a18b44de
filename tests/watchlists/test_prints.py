"""PDQ values: one spelling, the eight orientations by the bits alone, and which say too little to be looked for."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.media.pdq import fingerprint
from inzage.watchlists.likeness import HASH, NEAR
from inzage.watchlists.neighbours import Neighbours
from inzage.watchlists.prints import distance, form, orientations, too_plain
from tests.media.patterns import Grey, pattern

VALUES = st.binary(min_size=HASH, max_size=HASH)


@pytest.mark.parametrize("text", ["A" * 64, f"  {'a' * 64}\n"])
def test_a_value_has_one_spelling(text: str) -> None:
    assert form(text) == "a" * 64


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 65, "g" * 64, "a" * 32 + " " + "a" * 31, "a" * 40])
def test_what_is_no_value_has_none(text: str) -> None:
    assert form(text) is None


@given(VALUES)
def test_turned_four_times_and_mirrored_twice_it_is_itself(value: bytes) -> None:
    forms = orientations(value)
    assert forms[0] == value
    assert len(forms) == 8
    assert all(value in orientations(one) for one in forms)


@pytest.mark.parametrize("number", range(1, 6))
def test_the_orientations_of_the_bits_are_nearly_those_of_the_picture(number: int) -> None:
    """Not wholly, for the median of a mirrored picture is another one."""
    hashes = fingerprint(pattern(number)).hashes
    found = [min(distance(one, other) for other in orientations(hashes[0])) for one in hashes]
    assert max(found) <= NEAR


def disc() -> Grey:
    y, x = np.mgrid[-1:1:400j, -1:1:400j]
    return np.where(x * x + y * y < 0.5, 220, 40).astype(np.uint8)


def framed_button() -> Grey:
    made = np.full((400, 400), 128, np.uint8)
    made[40:-40, 40:-40] = 200
    return made


@pytest.mark.parametrize("shape", [disc(), framed_button()], ids=["disc", "button"])
def test_a_plain_shape_says_too_little(shape: Grey) -> None:
    assert too_plain(fingerprint(shape).hashes[0])


@pytest.mark.parametrize("number", range(1, 41))
def test_a_picture_of_many_shapes_says_enough(number: int) -> None:
    assert not too_plain(fingerprint(pattern(number)).hashes[0])


@pytest.mark.parametrize(
    "value",
    [bytes(HASH), b"\xff" * HASH, b"\xaa\xaa" * 16, b"\xaa\xaa\x55\x55" * 8, b"\xff\xff" * 8 + bytes(16)],
    ids=["nothing", "everything", "stripes", "weave", "halves"],
)
def test_bits_that_run_regularly_say_too_little(value: bytes) -> None:
    assert too_plain(value)


def symmetric(flips: int) -> bytes:
    """Chance bits, mirrored over the diagonal, with so many changed on one side of it."""
    dice = random.Random(7)  # noqa: S311 - chance, no secret
    bits = [[0] * 16 for _ in range(16)]
    for row in range(16):
        for column in range(row + 1):
            bits[row][column] = bits[column][row] = dice.getrandbits(1)
    places = [(row, column) for row in range(16) for column in range(row)]
    for row, column in dice.sample(places, flips):
        bits[row][column] ^= 1
    return sum(bits[row][column] << 16 * row + column for row in range(16) for column in range(16)).to_bytes(HASH)


@pytest.mark.parametrize(("flips", "plain"), [(0, True), (31, True), (32, False)])
def test_the_line_lies_at_twice_the_distance_from_its_own_mirror(flips: int, plain: bool) -> None:
    value = symmetric(flips)
    assert distance(value, orientations(value)[4]) == 2 * flips
    assert too_plain(value) is plain


@pytest.mark.parametrize("apart", [0, 1, 16, 30, 31, 32, 40])
def test_neighbours_are_all_found_up_to_the_distance_and_none_beyond(apart: int) -> None:
    dice = random.Random(apart)  # noqa: S311 - chance, no secret
    values = [dice.randbytes(HASH) for _ in range(300)]
    known = Neighbours(values)
    for place in range(0, 300, 10):
        flipped = int.from_bytes(values[place])
        for bit in dice.sample(range(256), apart):
            flipped ^= 1 << bit
        assert known.near(flipped.to_bytes(HASH)) == ({place} if apart <= NEAR else set())
