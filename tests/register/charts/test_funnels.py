"""A funnel is drawn to the scale of those it began with, whatever each step is counted in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Funnel, Stage, funnel
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent, texts

NUMBERS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)
SHARES = st.none() | st.floats(0, 1)
STAGES = st.builds(lambda n, low, high: Stage("stap", n[0], n[1], low, high), NUMBERS, SHARES, SHARES)
CHARTS = st.lists(STAGES, max_size=7).map(lambda stages: Funnel(SAID, tuple(stages)))
ADVICE = Funnel(
    SAID,
    (
        Stage("Gedagvaard", 60, 60, told="60"),
        Stage("Aangevraagd", 45, 60, 0.63, 0.84, told="45 van 60: 75 %"),
        Stage("Geweigerd", 0, 45, 0.0, 0.08, told="0 van 45"),
    ),
)


@given(CHARTS)
def test_a_drawing_is_told_and_strict_and_inside(chart: Funnel) -> None:
    svg = funnel(chart)
    assert is_told(svg, SAID)
    assert is_strict(svg)
    for look in ("bar", "room"):
        assert all(0 <= percent(bar, "width") <= 100 for bar in drawn(svg, look))
    assert all(-0.001 <= percent(line, "x1") <= 100.001 for line in drawn(svg, "range"))


def test_a_bar_is_the_share_of_all_and_its_frame_those_it_is_counted_in() -> None:
    svg = funnel(ADVICE)
    assert [percent(bar, "width") for bar in drawn(svg, "bar")] == [100, 75]
    assert [percent(bar, "width") for bar in drawn(svg, "room")] == [100, 100, 75]


def test_an_interval_lies_on_the_frame_of_its_step() -> None:
    lines = drawn(funnel(ADVICE), "range")
    assert (percent(lines[0], "x1"), percent(lines[0], "x2")) == (63, 84)
    assert (percent(lines[3], "x1"), percent(lines[3], "x2")) == (0, 6)


def test_a_step_that_nobody_reached_keeps_its_frame_and_its_words() -> None:
    assert {"Geweigerd", "0 van 45"} <= set(texts(funnel(ADVICE)))
    assert ADVICE.table().rows[2] == ("Geweigerd", "0", "45", "0 van 45")


def test_a_label_is_text_and_never_markup() -> None:
    svg = funnel(Funnel(SAID, (Stage(NASTY, 1, 1, told=NASTY),)))
    assert "<script" not in svg
    assert is_strict(svg)


@pytest.mark.parametrize(("count", "among"), [(2, 1), (-1, 3)])
def test_a_step_counts_no_more_than_there_were(count: int, among: int) -> None:
    with pytest.raises(ValueError, match="no more than there were"):
        Stage("x", count, among)
