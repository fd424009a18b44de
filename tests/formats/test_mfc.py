"""Texts and counts as Microsoft's classes write them: each length comes back, and what breaks off says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.mfc import BrokenOff, Serialised
from tests.readers.makers.shareaza import count, number, text


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300))
def test_a_text_comes_back(untrusted: str) -> None:
    reading = Serialised(text(untrusted) + b"\7")
    assert reading.text() == untrusted
    assert reading.number(1) == 7


@pytest.mark.parametrize("length", [0, 254, 255, 256, 65_533, 65_534, 65_535, 65_536])
@pytest.mark.parametrize("letter", ["a", "é"])
def test_every_kind_of_length(length: int, letter: str) -> None:
    assert Serialised(text(letter * length)).text() == letter * length


@pytest.mark.parametrize("many", [0, 1, 65_534, 65_535, 2**31])
def test_a_count_comes_back(many: int) -> None:
    assert Serialised(count(many)).count() == many


def test_a_flag_is_any_number_but_none() -> None:
    reading = Serialised(number(0) + number(1) + number(256))
    assert [reading.flag() for _ in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\5four",
        b"\xff",
        b"\xff\xff\xff\1\0\0\0",
        b"\xff\xfe\xff\2ab",
        b"\xff\xff\xff" + b"\xff" * 4,
    ],
)
def test_what_breaks_off_says_so(broken: bytes) -> None:
    with pytest.raises(BrokenOff):
        Serialised(broken).text()


def test_no_length_makes_it_ask_for_much_at_once() -> None:
    reading = Serialised(b"\xff\xff\xff\xff\xff\xff\x7f")
    with pytest.raises(BrokenOff):
        reading.text()


def test_the_mark_after_the_mark_is_a_length() -> None:
    wide = b"\xff\xfe\xff"
    assert Serialised(wide + wide + b"a\0" * 65_534).text() == "a" * 65_534


def test_text_that_is_none_is_replaced() -> None:
    assert Serialised(b"\2\xff\xfe").text() == "��"
