"""A coverage bar is full, shows what is little, and says the same in its table."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Coverage, Fill, Part, coverage
from inzage.register.charts.coverage import LEAST, said_share, widths
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent

NUMBERS = st.lists(st.integers(0, 10**9), max_size=8)


def chart(*counts: int) -> Coverage:
    return Coverage(
        SAID, tuple(Part(f"deel {i}", n, fill) for i, (n, fill) in enumerate(zip(counts, Fill, strict=False)))
    )


@given(NUMBERS)
def test_the_parts_fill_the_bar_exactly(counts: list[int]) -> None:
    assert sum(widths(counts)) == pytest.approx(100 if any(counts) else 0)


@given(NUMBERS)
def test_nothing_has_no_width_and_little_has_some(counts: list[int]) -> None:
    for n, width in zip(counts, widths(counts), strict=True):
        assert (width == 0) if n == 0 else (width >= LEAST - 1e-9)


@given(NUMBERS)
def test_more_is_never_drawn_narrower(counts: list[int]) -> None:
    ordered = [width for _, width in sorted(zip(counts, widths(counts), strict=True))]
    assert all(b >= a - 1e-9 for a, b in pairwise(ordered))


def test_shares_without_anything_small_are_exact() -> None:
    assert widths([50, 30, 20]) == pytest.approx((50, 30, 20))


def test_a_hundred_parts_still_fit() -> None:
    assert sum(widths([1] * 100)) == pytest.approx(100)


@given(st.lists(st.integers(0, 10**6), max_size=len(Fill)))
def test_parts_lie_against_each_other_in_their_order(counts: list[int]) -> None:
    svg = coverage(chart(*counts))
    edge = 0.0
    for part in drawn(svg, "part"):
        assert percent(part, "x") == pytest.approx(edge, abs=0.002)
        edge = percent(part, "x") + percent(part, "width")
    assert is_told(svg, SAID)
    assert is_strict(svg)


def test_a_bar_of_nothing_is_an_empty_frame() -> None:
    svg = coverage(chart(0, 0))
    assert drawn(svg, "part") == []
    assert len(drawn(svg, "whole")) == 1


@pytest.mark.parametrize(
    ("count", "total", "said"),
    [
        (0, 0, "0%"),
        (0, 9, "0%"),
        (9, 9, "100%"),
        (1, 1000, "< 1%"),
        (999, 1000, "> 99%"),
        (1, 3, "33%"),
        (1, 100, "1%"),
        (2, 3, "67%"),
    ],
)
def test_little_is_never_told_as_none_nor_nearly_all_as_all(count: int, total: int, said: str) -> None:
    assert said_share(count, total) == said


def test_the_table_names_every_part_with_its_patch() -> None:
    table = chart(171, 0, 3).table()
    assert table.rows == (("deel 0", "171", "98%"), ("deel 1", "0", "0%"), ("deel 2", "3", "2%"))
    assert table.marks == ("read", "partly", "unreadable")


def test_a_label_is_text_and_never_markup() -> None:
    svg = coverage(Coverage(SAID, (Part(NASTY, 1, Fill.READ),)))
    assert "<script" not in svg
    assert drawn(svg, "part")[0][0].text == f"{NASTY}: 1"


def test_less_than_nothing_is_no_part() -> None:
    with pytest.raises(ValueError, match="never less than 0"):
        Part("x", -1, Fill.READ)
