"""Bars say what the counts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Bars, Count, bars
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent, texts

COUNTS = st.lists(st.builds(Count, st.text("abc-12", max_size=8), st.integers(0, 10**7)), max_size=60).map(tuple)


def chart(*counts: int) -> Bars:
    return Bars(SAID, "Aantal", tuple(Count(f"week {i}", n) for i, n in enumerate(counts)))


@given(COUNTS)
def test_a_bar_for_each_count_that_is_not_none_as_high_as_its_share(counts: tuple[Count, ...]) -> None:
    found = drawn(bars(Bars(SAID, "Aantal", counts)), "bar")
    some = [each.count for each in counts if each.count]
    assert len(found) == len(some)
    highest = max(some, default=1)
    tallest = max((float(bar.get("height", "0")) for bar in found), default=1)
    for bar, n in zip(found, some, strict=True):
        assert float(bar.get("height", "0")) == pytest.approx(tallest * n / highest, abs=0.11)


@given(COUNTS)
def test_bars_stand_beside_each_other_inside_the_drawing(counts: tuple[Count, ...]) -> None:
    edge = 0.0
    for bar in drawn(bars(Bars(SAID, "Aantal", counts)), "bar"):
        assert percent(bar, "x") >= edge
        edge = percent(bar, "x") + percent(bar, "width")
    assert edge <= 100


@given(COUNTS)
def test_a_drawing_is_told_and_strict(counts: tuple[Count, ...]) -> None:
    svg = bars(Bars(SAID, "Aantal", counts))
    assert is_told(svg, SAID)
    assert is_strict(svg)


def test_few_bars_carry_their_number_and_many_do_not() -> None:
    assert "31" in texts(bars(chart(4, 31, 7)))
    assert "31" not in texts(bars(chart(*[4, 31, 7] * 10)))


def test_labels_stay_so_few_that_they_fit_a_telephone() -> None:
    labels = [text for text in texts(bars(chart(*range(52)))) if text.startswith("week")]
    assert 3 <= len(labels) <= 5
    assert labels[0] == "week 0"


def test_the_axis_is_said_in_the_readers_numbers() -> None:
    assert "2.000" in texts(bars(chart(1800)))


def test_a_label_is_text_and_never_markup() -> None:
    svg = bars(Bars(SAID, NASTY, (Count(NASTY, 1),)))
    assert "<script" not in svg
    assert texts(svg).count(NASTY) == 2


def test_every_bar_stands_in_the_table_also_one_of_nothing() -> None:
    table = chart(0, 1204).table()
    assert table.rows == (("week 0", "0"), ("week 1", "1.204"))
    assert table.figures == (1,)


def test_less_than_nothing_is_no_count() -> None:
    with pytest.raises(ValueError, match="never less than 0"):
        Count("x", -1)
