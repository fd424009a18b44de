"""Bars that lie say what the counts say, however many names there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Count, Lying, lying
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent, texts

COUNTS = st.lists(st.builds(Count, st.text("abc-12", max_size=8), st.integers(0, 10**7)), max_size=60).map(tuple)


@given(COUNTS)
def test_a_bar_for_each_count_that_is_not_none_as_long_as_its_share(counts: tuple[Count, ...]) -> None:
    found = drawn(lying(Lying(SAID, counts)), "bar")
    some = [each.count for each in counts if each.count]
    assert len(found) == len(some)
    longest = max((percent(bar, "width") for bar in found), default=1)
    for bar, n in zip(found, some, strict=True):
        assert percent(bar, "width") == pytest.approx(longest * n / max(some), abs=0.01)
        assert percent(bar, "x") + percent(bar, "width") <= 100


@given(COUNTS)
def test_every_name_and_number_is_there_below_the_one_before(counts: tuple[Count, ...]) -> None:
    svg = lying(Lying(SAID, counts))
    assert is_told(svg, SAID)
    assert is_strict(svg)
    heights = [float(bar.get("y", "0")) for bar in drawn(svg, "bar")]
    assert heights == sorted(set(heights))


def test_none_has_its_number_and_no_bar() -> None:
    svg = lying(Lying(SAID, (Count("Verwezen", 0),)))
    assert {"Verwezen", "0"} <= set(texts(svg))
    assert drawn(svg, "bar") == []


def test_a_name_is_text_and_never_markup() -> None:
    assert is_strict(lying(Lying(SAID, (Count(NASTY, 1),))))


def test_the_table_says_the_same() -> None:
    assert Lying(SAID, (Count("Bekend", 2),)).table().rows == (("Bekend", "2"),)


def test_of_a_known_whole_a_bar_is_as_long_as_its_part_of_that() -> None:
    found = drawn(lying(Lying(SAID, (Count("a", 11), Count("b", 100)), whole=100)), "bar")
    assert percent(found[0], "width") == pytest.approx(percent(found[1], "width") * 0.11, abs=0.01)
    alone = drawn(lying(Lying(SAID, (Count("a", 11),), whole=100)), "bar")
    assert percent(alone[0], "width") == percent(found[0], "width")
