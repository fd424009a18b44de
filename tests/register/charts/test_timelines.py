"""A timeline puts each mark on its day, lets nothing overlap unseen, and lists all of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.charts import Lane, Point, Span, Timeline, Tone, timeline
from inzage.register.charts.timelines import begins, ends, named, rows, spoken
from tests.register.charts.reading import NASTY, SAID, drawn, is_strict, is_told, percent, texts

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
TONES = st.sampled_from(Tone)
POINTS = st.builds(Point, st.just("punt"), DAYS, TONES)
SPANS = st.builds(
    lambda since, days, tone: Span("duur", since, None if days is None else since + timedelta(days=days), tone),
    DAYS,
    st.none() | st.integers(0, 900),
    TONES,
)
MARKS = st.lists(POINTS | SPANS, max_size=12).map(tuple)


def chart(*marks: Span | Point, today: date | None = None) -> Timeline:
    return Timeline(SAID, FIRST, LAST, (Lane("Controles", marks),), today=today)


@given(MARKS)
def test_what_lies_in_the_time_is_drawn_and_what_lies_outside_is_not(marks: tuple[Span | Point, ...]) -> None:
    svg = timeline(chart(*marks))
    inside = [mark for mark in marks if begins(mark) <= LAST and ends(mark) >= FIRST]
    assert len(drawn(svg, "point")) == sum(isinstance(mark, Point) for mark in inside)
    assert len(drawn(svg, "span")) == sum(isinstance(mark, Span) for mark in inside)


@given(MARKS)
def test_all_of_it_is_drawn_inside(marks: tuple[Span | Point, ...]) -> None:
    for span in drawn(timeline(chart(*marks)), "span"):
        assert percent(span, "x") >= 0
        assert percent(span, "width") > 0
        assert percent(span, "x") + percent(span, "width") <= 100.001


@given(MARKS)
def test_spans_in_one_row_do_not_overlap_and_none_is_lost(marks: tuple[Span | Point, ...]) -> None:
    found = rows(marks)
    assert sorted(map(id, marks)) == sorted(id(mark) for row in found for mark in row)
    for row in found:
        spans = [mark for mark in row if isinstance(mark, Span)]
        assert all(ends(a) < b.since for a, b in pairwise(spans))


@given(MARKS)
def test_every_mark_stands_in_the_table_in_order(marks: tuple[Span | Point, ...]) -> None:
    table = chart(*marks).table()
    ordered = sorted(marks, key=begins)
    assert [row[2] for row in table.rows] == [spoken(begins(mark)) for mark in ordered]
    assert [row[3] for row in table.rows] == ["…" if ends(mark) == date.max else spoken(ends(mark)) for mark in ordered]


@given(MARKS, st.none() | DAYS)
def test_a_drawing_is_told_and_strict(marks: tuple[Span | Point, ...], today: date | None) -> None:
    svg = timeline(chart(*marks, today=today))
    assert is_told(svg, SAID)
    assert is_strict(svg)
    assert len(drawn(svg, "today")) == bool(today and FIRST <= today <= LAST)


@given(DAYS, DAYS)
def test_a_later_day_never_lies_to_the_left(one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert 0 <= chart().at(early) <= chart().at(late) <= 100


def test_a_lane_grows_with_what_lasts_at_once() -> None:
    once, twice = (timeline(chart(*[Span("x", FIRST, LAST)] * n)) for n in (1, 2))
    first, second = drawn(twice, "span")
    assert len(drawn(once, "span")) == 1
    assert first.get("y") != second.get("y")


def test_what_goes_on_looks_open_and_is_said_so() -> None:
    going = Timeline(SAID, FIRST, LAST, (Lane("a", (Span("x", FIRST, None),)),), open_end="loopt nog")
    assert len(drawn(timeline(going), "span--open")) == 1
    assert going.table().rows[0][3] == "loopt nog"
    assert not drawn(timeline(chart(Span("x", FIRST, LAST))), "span--open")


def test_tones_differ_in_form_and_not_in_colour_alone() -> None:
    forms = {tone: drawn(timeline(chart(Point("x", FIRST, tone))), "point")[0].get("d") for tone in Tone}
    assert len({forms[Tone.OK], forms[Tone.ATTENTION], forms[Tone.DANGER]}) == 3


def test_months_are_named_in_the_readers_language_and_a_year_once() -> None:
    said = texts(timeline(chart()))
    assert said[:3] == ["jan", "2026", "apr"]
    assert said.count("2026") == 1
    with translation.override("en"):
        assert named(date(2026, 3, 1)) == "Mar"


def test_a_label_is_text_and_never_markup() -> None:
    nasty = Timeline(SAID, FIRST, LAST, (Lane(NASTY, (Point(NASTY, FIRST), Span(NASTY, FIRST, LAST))),), open_end=NASTY)
    svg = timeline(nasty)
    assert "<script" not in svg
    assert NASTY in texts(svg)


def test_a_day_is_said_in_full() -> None:
    assert spoken(date(2026, 11, 2)) == "2 november 2026"


def test_no_time_backwards() -> None:
    with pytest.raises(ValueError, match="does not end before"):
        Span("x", LAST, FIRST)
    with pytest.raises(ValueError, match="longer than a day"):
        Timeline(SAID, FIRST, FIRST, ())
