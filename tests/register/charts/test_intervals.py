"""An interval is drawn from its low to its high end, with the estimate between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Heading, Interval, Intervals, Withheld, interval
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


def test_a_row_without_a_figure_says_why_and_shows_none() -> None:
    chart = Intervals(SAID, (Withheld("Zuid", "minder dan 10"), Interval("Noord", 0.1, 0.2, 0.4)))
    svg = interval(chart)
    assert "Zuid: minder dan 10" in texts(svg)
    assert len(drawn(svg, "estimate")) == 1
    assert chart.table().rows[0] == ("Zuid", "minder dan 10", "", "")


def test_an_interval_without_a_bound_runs_off_the_axis_and_has_no_end_there() -> None:
    chart = Intervals(SAID, (Interval("mediaan", 12, 20, None),), decimals=0)
    svg = interval(chart)
    line, end = drawn(svg, "range")
    assert percent(line, "x2") == 100
    assert percent(end, "x1") == percent(end, "x2") == percent(line, "x1")
    assert chart.table().rows == (("mediaan", "20", "12", "…"),)


def test_what_the_axis_holds_at_least_and_what_stands_behind_each_number() -> None:
    chart = Intervals(SAID, (Interval("x", 8, 19, 37),), decimals=0, around=(0, 100), suffix=" %")
    found = texts(interval(chart))
    assert found[:6] == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert found[-1] == "x: 19 % (8 % – 37 %)"


def test_words_of_ones_own_stand_in_the_place_of_the_figures() -> None:
    assert texts(interval(Intervals(SAID, (Interval("x", 0, 1, 2, told="een"),))))[-1] == "x: een"


def test_a_long_label_is_folded_so_that_it_fits_a_telephone() -> None:
    svg = interval(Intervals(SAID, (Interval("heel lange woorden " * 9, 0, 1, 2),)))
    assert all(len(text) <= 36 for text in texts(svg))


@given(st.lists(st.tuples(*[st.floats(1e-9, 1e9)] * 3), max_size=4))
def test_ratios_stay_on_their_axis(values: list[tuple[float, ...]]) -> None:
    rows = tuple(Interval("groep", *sorted(each)) for each in values)
    svg = interval(Intervals(SAID, rows, 1.0, ratios=True))
    assert all(0 <= percent(dot, "cx") <= 100 for dot in drawn(svg, "estimate"))
    assert 0 < percent(drawn(svg, "reference")[0], "x1") < 100


def test_a_heading_stands_above_its_rows_and_not_in_the_table() -> None:
    chart = Intervals(SAID, (Heading("Regio"), Interval("Noord", 0, 1, 2)))
    assert next(text for text in texts(interval(chart)) if not text[0].isdigit()) == "Regio"
    assert [row[0] for row in chart.table().rows] == ["Noord"]
    assert is_strict(interval(Intervals(SAID, (Heading(NASTY),))))


def test_what_does_not_fit_one_line_has_its_figures_on_the_next() -> None:
    found = texts(interval(Intervals(SAID, (Interval("Controles binnen de termijn", 0.61, 0.82, 1.1),))))
    assert found[-2:] == ["Controles binnen de termijn", "0,82 (0,61 – 1,10)"]


def test_what_has_no_interval_is_a_dot_alone() -> None:
    svg = interval(Intervals(SAID, (Interval("Noord", None, 1, None, told="1", bare=True),)))
    assert drawn(svg, "range") == []
    assert len(drawn(svg, "estimate")) == 1
