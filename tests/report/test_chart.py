"""Charts say what the figures say: bars add up, axes are round, texts are escaped and no script is there."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.report.chart import PLOT, Segment, Told, Week, bars, shares, ticks, weeks

SVG = "{http://www.w3.org/2000/svg}"
TOLD = Told("title", "about", "k")
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def drawn(svg: str, tag: str) -> list[ET.Element]:
    return ET.fromstring(svg).findall(f"{SVG}{tag}")  # noqa: S314 - made here


@given(st.dictionaries(DAYS, st.integers(1, 10**6)))
def test_the_weeks_add_up_to_the_days(per_day: dict[date, int]) -> None:
    made = weeks(sorted(per_day.items()), date(2026, 3, 1), date(2026, 6, 30))
    assert sum(week.count for week in made) == sum(per_day.values())


@given(DAYS, st.integers(0, 400))
def test_weeks_cover_the_window_without_a_gap(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    made = weeks([], first, last)
    assert made[0].first <= first < made[0].first + timedelta(days=7)
    assert made[-1].first <= last < made[-1].first + timedelta(days=7)
    assert {b.first - a.first for a, b in pairwise(made)} <= {timedelta(days=7)}
    assert all(week.first.weekday() == 0 for week in made)


def test_a_day_outside_the_window_still_counts() -> None:
    made = weeks([(date(2026, 2, 2), 3), (date(2026, 9, 9), 4)], date(2026, 3, 1), date(2026, 3, 31))
    assert sum(week.count for week in made) == 7


@given(st.integers(0, 10**9))
def test_an_axis_is_round_and_reaches_the_highest_bar(highest: int) -> None:
    scale = ticks(highest)
    step = scale[1]
    assert scale[0] == 0
    assert scale[-1] >= highest
    assert 3 <= len(scale) <= 6
    assert {b - a for a, b in pairwise(scale)} == {step}
    assert str(step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("highest", "scale"), [(0, (0, 1, 2)), (4, (0, 1, 2, 3, 4)), (15, (0, 5, 10, 15)), (101, (0, 50, 100, 150))]
)
def test_axes_as_a_person_would_label_them(highest: int, scale: tuple[int, ...]) -> None:
    assert ticks(highest) == scale


def test_bars_are_as_high_as_their_counts() -> None:
    made = [Week(date(2026, 3, 2), 4), Week(date(2026, 3, 9), 0), Week(date(2026, 3, 16), 2)]
    rects = drawn(bars(made, ["a", "b", "c"], "axis", TOLD), "rect")
    assert [float(rect.attrib["height"]) for rect in rects] == [PLOT, PLOT / 2]


def test_dates_under_the_bars_stay_few() -> None:
    made = weeks([], date(2025, 1, 1), date(2026, 12, 31))
    svg = bars(made, [f"W{n}" for n in range(len(made))], "axis", TOLD)
    assert 3 <= sum(1 for label in drawn(svg, "text") if (label.text or "").startswith("W")) <= 7


def test_shares_take_the_width_they_stand_for_and_are_named() -> None:
    svg = shares(
        [Segment("gelezen", 3, "#111111"), Segment("dicht", 1, "#222222"), Segment("leeg", 0, "#333333")], TOLD
    )
    wide = [float(r.attrib["width"]) for r in drawn(svg, "rect") if r.attrib["y"] == "0.0"]
    assert wide[0] + 2 == pytest.approx(3 * (wide[1] + 2), rel=0.01)
    assert [label.text for label in drawn(svg, "text")] == ["gelezen: 3", "dicht: 1", "leeg: 0"]


def test_no_sources_at_all_draws_no_bar() -> None:
    assert not [r for r in drawn(shares([Segment("a", 0, "#111111")], TOLD), "rect") if r.attrib["y"] == "0.0"]


def test_a_chart_names_and_describes_itself() -> None:
    root = ET.fromstring(bars([], [], "axis", Told("Titel", "Wat er staat", "w1")))  # noqa: S314 - made here
    title, desc = root[0], root[1]
    assert (title.text, desc.text) == ("Titel", "Wat er staat")
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], desc.attrib["id"]]
    assert root.attrib["role"] == "img"


@pytest.mark.parametrize("hostile", ["<script>x</script>", '"&<>', "]]>", "a'b"])
def test_words_in_a_chart_stay_words(hostile: str) -> None:
    svg = bars([Week(date(2026, 3, 2), 1)], [hostile], hostile, Told(hostile, hostile, "k"))
    assert "<script" not in svg
    assert [label.text for label in drawn(svg, "text")].count(hostile) == 2


def test_a_chart_holds_no_style_and_no_reference() -> None:
    svg = bars([Week(date(2026, 3, 2), 1)], ["a"], "axis", TOLD) + shares([Segment("a", 1, "#111111")], TOLD)
    assert "style" not in svg
    assert "href" not in svg
