"""A square for each, ten in a row; nobody is one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Squares, squares
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told


def chart(filled: int, empty: int, awaited: int) -> Squares:
    return Squares(SAID, ("met", filled), ("zonder", empty), ("nog te doen", awaited))


def many(svg: str, look: str) -> int:
    return sum(piece.get("d", "").count("M") for piece in drawn(svg, look))


@given(st.lists(st.integers(0, 33), min_size=3, max_size=3))
def test_as_many_squares_as_are_counted(counts: list[int]) -> None:
    svg = squares(chart(*counts))
    assert [many(svg, look) for look in ("filled", "empty", "awaited")] == counts
    assert is_told(svg, SAID)
    assert is_strict(svg)


def test_no_two_squares_stand_on_one_place() -> None:
    svg = squares(chart(5, 22, 23))
    places = [
        each for look in ("filled", "empty", "awaited") for each in drawn(svg, look)[0].get("d", "").split("Z") if each
    ]
    assert len(set(places)) == 50


def test_the_table_leaves_out_a_part_that_has_no_name() -> None:
    assert Squares(SAID, ("met", 0), ("zonder", 3)).table().rows == (("met", "0"), ("zonder", "3"))


def test_more_than_can_be_counted_by_eye_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        chart(1, 100, 0)
    with pytest.raises(ValueError, match="from 0 to 100"):
        chart(-1, 0, 0)


def test_a_label_is_text_and_never_markup() -> None:
    table = Squares(SAID, (NASTY, 1), (NASTY, 1)).table().html()
    assert "<script" not in table
