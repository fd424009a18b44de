"""A band holds its line, from place to place, and says where one is now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Band, band
from tests.register.charts.reading import NASTY, SAID, corners, drawn, is_strict, is_told, percent, texts

CLIFF = ((6.0, 96.0, 98.0, 99.0), (7.0, 80.0, 89.0, 94.0), (8.0, 12.0, 29.0, 55.0), (9.0, 1.0, 3.0, 8.0))
PLACES = st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 4), max_size=8, unique_by=lambda p: p[0]).map(
    lambda found: tuple((x, *sorted(rest)) for x, *rest in sorted(found))
)


@given(PLACES, st.none() | st.floats(-1e6, 1e6))
def test_a_drawing_is_told_and_strict_and_its_line_lies_in_its_band(places: tuple, marker: float | None) -> None:  # type: ignore[type-arg]
    svg = band(Band(SAID, "Koppels", places, marker, marked="nu"))
    assert is_told(svg, SAID)
    assert is_strict(svg)
    assert len(drawn(svg, "estimate")) == len(places)
    assert len(drawn(svg, "today")) == (marker is not None)
    if places:
        (line,), (around,) = drawn(svg, "steps"), drawn(svg, "band")
        low, high = corners(around)[: len(places)], corners(around)[: len(places) - 1 : -1]
        for (_, below), (_, here), (_, above) in zip(low, corners(line), high, strict=True):
            assert above - 0.11 <= here <= below + 0.11


def test_the_cliff_of_capacity_as_it_is_drawn() -> None:
    svg = band(Band(SAID, "Aantal koppels", CLIFF, 8, marked="nu: 8", up="Te laat", suffix=" %", top=100))
    (line,) = drawn(svg, "steps")
    assert [y for _, y in corners(line)] == pytest.approx([210 * (1 - s) for s in (0.98, 0.89, 0.29, 0.03)], abs=0.1)
    assert percent(drawn(svg, "today")[0], "x1") == pytest.approx(corners(line)[2][0], abs=0.01)
    assert {"nu: 8", "Te laat", "Aantal koppels", "100 %"} <= set(texts(svg))


def test_the_table_says_the_same() -> None:
    chart = Band(SAID, "Koppels", CLIFF, suffix=" %")
    assert chart.table().rows[2] == ("8", "29 %", "12 %", "55 %")
    assert Band(SAID, "Koppels", ((7.5, 1, 2, 3), (8, 1, 2, 3))).table().rows[0][0] == "7,5"


def test_a_label_is_text_and_never_markup() -> None:
    svg = band(Band(SAID, NASTY, CLIFF, 8, marked=NASTY, up=NASTY, suffix=NASTY))
    assert "<script" not in svg
    assert is_strict(svg)


def test_places_go_on_and_hold_their_middle() -> None:
    with pytest.raises(ValueError, match="from place to place"):
        Band(SAID, "x", ((2, 0, 1, 2), (1, 0, 1, 2)))
    with pytest.raises(ValueError, match="from place to place"):
        Band(SAID, "x", ((1, 0, 1, 2), (1, 0, 1, 2)))
    with pytest.raises(ValueError, match="within its band"):
        Band(SAID, "x", ((1, 2, 1, 3),))
