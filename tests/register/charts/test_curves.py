"""A curve steps on its day, from its value, inside its band; the numbers still followed stand under its axis."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Curves, Stairs, Tread, curves, elapsed
from tests.register.charts.reading import NASTY, SAID, corners, drawn, is_strict, is_told, texts

SHARES = st.floats(0, 100)


@st.composite
def stairs(draw: st.DrawFn) -> Stairs:
    days = draw(st.lists(st.integers(0, 4000), unique=True, max_size=8).map(sorted))
    treads = []
    for day in days:
        low, value, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
        bounded = draw(st.booleans())
        treads.append(Tread(day, value, low if bounded else None, high if bounded else None))
    return Stairs("groep", tuple(treads), max(days, default=0) + draw(st.integers(0, 99)), ())


@st.composite
def charts(draw: st.DrawFn) -> Curves:
    groups = draw(st.lists(stairs(), max_size=4))
    time = elapsed(max((group.until for group in groups), default=0))
    ready = tuple(Stairs(g.label, g.treads, g.until, ("7",) * len(time.ticks)) for g in groups)
    return Curves(SAID, ready, time, "Dagen", "Aandeel", "Nog gevolgd", 100)


def km(*groups: str) -> Curves:
    """S = 1 → 0,8 on day 10 → 0,4 on day 20, followed until day 30."""
    treads = (Tread(0, 100, 100, 100), Tread(10, 80, 60, 95), Tread(20, 40, None, None))
    time = elapsed(30)
    rows = tuple(Stairs(each, treads, 30, ("10", "9", "8", "5", "2")[: len(time.ticks)]) for each in groups)
    return Curves(SAID, rows, time, "Dagen sinds vrijlating", "Zonder contact", "Nog gevolgd", 100, suffix=" %")


@given(charts())
def test_a_drawing_is_told_and_strict_and_keeps_all_inside(chart: Curves) -> None:
    svg = curves(chart)
    assert is_told(svg, SAID)
    assert is_strict(svg)
    for piece in [*drawn(svg, "band"), *(each for each in drawn(svg, "steps") if "L" in each.get("d", ""))]:
        assert all(0 <= x <= 100 and 0 <= y <= 210.1 for x, y in corners(piece))


@given(charts())
def test_a_line_only_goes_across_or_straight_up_and_down(chart: Curves) -> None:
    for piece in drawn(curves(chart), "steps"):
        places = corners(piece)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(places))


def test_a_curve_steps_on_its_day_to_its_value() -> None:
    (line,) = drawn(curves(km("allen")), "steps")
    at = [13 + 84 * day / 30 for day in (0, 10, 10, 20, 20, 30)]
    high = [210 * (1 - share) for share in (1, 1, 0.8, 0.8, 0.4, 0.4)]
    assert [x for x, _ in corners(line)] == pytest.approx(at, abs=0.01)
    assert [y for _, y in corners(line)] == pytest.approx(high, abs=0.1)


def test_a_band_lies_around_its_line_and_closes_where_nothing_bounds_it() -> None:
    places = corners(drawn(curves(km("allen")), "band")[0])
    assert [y for _, y in places] == pytest.approx(
        [210 * (1 - s) for s in (1, 1, 0.6, 0.6, 0.4, 0.4, 0.4, 0.4, 0.95, 0.95, 1, 1)], abs=0.1
    )


def test_one_group_needs_no_legend_and_several_are_named_with_a_dash_of_their_own() -> None:
    assert "allen" not in texts(curves(km("allen")))
    svg = curves(km("wel", "niet"))
    assert texts(svg).count("wel") == 2, "in the legend and beside its numbers"
    assert [len(drawn(svg, f"steps--{i}")) for i in (1, 2, 3)] == [2, 2, 0]


def test_who_is_still_followed_stands_under_each_tick() -> None:
    chart = km("allen")
    found = texts(curves(chart))
    assert found[found.index("Nog gevolgd") + 1 :] == list(chart.groups[0].at_risk)


def test_the_table_tells_the_curve_at_every_tick() -> None:
    assert km("allen").table().rows == (
        ("allen", "0", "100 %", "100 %", "100 %", "10"),
        ("allen", "10", "80 %", "60 %", "95 %", "9"),
        ("allen", "20", "40 %", "…", "…", "8"),
        ("allen", "30", "40 %", "…", "…", "5"),
    )


def test_nothing_to_draw_is_an_empty_plot() -> None:
    empty = Curves(SAID, (Stairs("allen", (), 0, ("0", "0")),), elapsed(0), "Dagen", "Aandeel", "Nog gevolgd", 100)
    assert drawn(curves(empty), "steps") == drawn(curves(empty), "band") == []
    assert empty.table().rows == (("allen", "0", "…", "…", "…", "0"),)


def test_labels_are_text_and_never_markup() -> None:
    time = elapsed(5)
    groups = tuple(Stairs(NASTY, (Tread(0, 1),), 5, (NASTY,) * len(time.ticks)) for _ in range(2))
    svg = curves(Curves(SAID, groups, time, NASTY, NASTY, NASTY, 1, suffix=NASTY))
    assert "<script" not in svg
    assert is_strict(svg)


def test_time_goes_on_and_five_groups_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="goes on in time"):
        Stairs("x", (Tread(5, 1), Tread(4, 1)), 9, ())
    with pytest.raises(ValueError, match="goes on in time"):
        Stairs("x", (Tread(5, 1),), 4, ())
    with pytest.raises(ValueError, match="told apart"):
        km("a", "b", "c", "d", "e")
