"""An interval is drawn from its low to its high end, with the estimate between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Interval, Intervals, interval
from inzage.register.charts.intervals import across
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent, texts

VALUES = st.floats(-1e6, 1e6, allow_nan=False)
ROWS = st.tuples(VALUES, VALUES, VALUES).map(lambda v: Interval("groep", *sorted(v)))
CHARTS = st.builds(Intervals, st.just(SAID), st.lists(ROWS, max_size=8).map(tuple), st.none() | VALUES)


@given(CHARTS)
def test_every_estimate_lies_within_its_interval_and_all_within_the_drawing(chart: Intervals) -> None:
    svg, axis = interval(chart), chart.axis()
    found = drawn(svg, "estimate")
    assert len(found) == len(chart.rows)
    for dot, row in zip(found, chart.rows, strict=True):
        low, high = across(axis, row.low), across(axis, row.high)
        assert 0 <= low <= high <= 100
        assert low - 0.001 <= percent(dot, "cx") <= high + 0.001


@given(CHARTS)
def test_the_reference_lies_on_the_axis_where_there_is_one(chart: Intervals) -> None:
    found = drawn(interval(chart), "reference")
    assert len(found) == (chart.reference is not None)
    assert all(0 <= percent(each, "x1") <= 100 for each in found)


@given(CHARTS)
def test_a_drawing_is_told_and_strict(chart: Intervals) -> None:
    svg = interval(chart)
    assert is_told(svg, SAID)
    assert is_strict(svg)


def test_what_is_drawn_is_said_beside_it_in_the_readers_numbers() -> None:
    chart = Intervals(SAID, (Interval("Noord", 0.61, 0.82, 1.1),), 1.0)
    assert "Noord: 0,82 (0,61 – 1,10)" in texts(interval(chart))
    assert chart.table().rows == (("Noord", "0,82", "0,61", "1,10"),)


def test_the_axis_is_neat() -> None:
    chart = Intervals(SAID, (Interval("Noord", 0.48, 0.82, 1.89),), 1.0)
    assert [text for text in texts(interval(chart)) if text[0].isdigit()] == ["0,0", "0,5", "1,0", "1,5", "2,0"]


def test_a_label_is_text_and_never_markup() -> None:
    svg = interval(Intervals(SAID, (Interval(NASTY, 0, 1, 2),)))
    assert "<script" not in svg
    assert any(text.startswith(NASTY) for text in texts(svg))


@pytest.mark.parametrize("values", [(1, 0, 2), (0, 3, 2), (0, float("nan"), 2)])
def test_an_estimate_outside_its_interval_is_none(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="within its interval"):
        Interval("x", *values)
