"""People cut where their exposure begins or ends: by hand, and as truths over any exposures."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Exposure, Unit
from inzage.evaluation.estimators.stretches import Stretch, several, time_varying
from tests.evaluation.estimators.refusals import refused

ZERO = date(2024, 3, 1)


def day(number: int) -> date:
    return ZERO + timedelta(days=number)


def unit(until: int, *exposed: tuple[int, int | None], event: str = "again", **marks: object) -> Unit:
    spans = tuple(Exposure("help", day(since), None if end is None else day(end)) for since, end in exposed)
    return Unit("p", ("s",), ZERO, day(until), event, marks=marks, exposures=spans)


Row = tuple[float, float, bool, float]


def rows(*units: Unit) -> list[Row]:
    return [(row.start, row.stop, row.happened, row.values["help"]) for row in time_varying(units, "help", "again")]


CASES: dict[str, tuple[Unit, list[Row]]] = {
    "never exposed": (unit(90), [(0, 90, True, 0)]),
    "exposed from day 30": (unit(90, (30, None)), [(0, 30, False, 0), (30, 90, True, 1)]),
    "exposed from day 30 until 60": (unit(90, (30, 60)), [(0, 30, False, 0), (30, 60, False, 1), (60, 90, True, 0)]),
    "exposed at time zero": (unit(90, (0, None)), [(0, 90, True, 1)]),
    "exposed since before time zero": (unit(90, (-40, None)), [(0, 90, True, 1)]),
    "exposed before time zero only": (unit(90, (-40, -10)), [(0, 90, True, 0)]),
    "exposed until time zero": (unit(90, (-40, 0)), [(0, 90, True, 0)]),
    "exposed after the event": (unit(90, (91, None)), [(0, 90, True, 0)]),
    "exposed on the day of the event": (unit(90, (90, None)), [(0, 90, True, 0)]),
    "the event a day after it began": (unit(90, (89, None)), [(0, 89, False, 0), (89, 90, True, 1)]),
    "the event on the day it ended": (unit(90, (10, 90)), [(0, 10, False, 0), (10, 90, True, 1)]),
    "two that overlap are one": (
        unit(9, (2, 6), (4, 8)),
        [(0, 2, False, 0), *((a, b, False, 1) for a, b in ((2, 4), (4, 6), (6, 8))), (8, 9, True, 0)],
    ),
    "two with a day between": (
        unit(9, (2, 4), (5, None)),
        [(0, 2, False, 0), (2, 4, False, 1), (4, 5, False, 0), (5, 9, True, 1)],
    ),
    "censored": (unit(90, (30, None), event=""), [(0, 30, False, 0), (30, 90, False, 1)]),
    "another event is censoring": (unit(90, (30, None), event="prison"), [(0, 30, False, 0), (30, 90, False, 1)]),
    "the event on day nought": (unit(0), [(0, 0.5, True, 0)]),
    "the event on day nought, exposed already": (unit(0, (-5, None)), [(0, 0.5, True, 1)]),
    "the event on day nought, on which it began": (unit(0, (0, None)), [(0, 0.5, True, 1)]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_unit_is_cut_where_its_exposure_changes(name: str) -> None:
    followed, expected = CASES[name]
    assert rows(followed) == expected


def test_another_kind_of_exposure_does_not_cut() -> None:
    other = Unit("p", ("s",), ZERO, day(9), "again", exposures=(Exposure("work", day(3)),))
    assert rows(other) == [(0, 9, True, 0)]


def test_marks_known_at_time_zero_go_along_as_numbers() -> None:
    (first, second) = time_varying([unit(9, (4, None), age=31, earlier=True)], "help", "again", ("age", "earlier"))
    assert first.values == {"help": 0.0, "age": 31.0, "earlier": 1.0}
    assert second.values == {"help": 1.0, "age": 31.0, "earlier": 1.0}


def test_an_unknown_outcome_is_no_outcome() -> None:
    unknown = Unit("p", ("s",), ZERO, day(9), missing=True)
    assert rows(unit(5), unknown) == [(0, 5, True, 0)]


def test_who_left_on_day_nought_was_not_followed() -> None:
    assert rows(unit(0, event=""), unit(5)) == [(0, 5, True, 0)]


SPANS = st.lists(st.tuples(st.integers(-20, 60), st.one_of(st.none(), st.integers(1, 30))), max_size=5)


@given(st.integers(1, 50), SPANS, st.sampled_from(["", "again", "prison"]))
def test_each_day_is_followed_once_and_exposed_only_after_it_began(
    until: int, spans: list[tuple[int, int | None]], event: str
) -> None:
    exposed = [(since, None if length is None else since + length) for since, length in spans]
    cut = rows(unit(until, *exposed, event=event))
    assert [start for start, *_ in cut] == [0, *(stop for _, stop, *_ in cut[:-1])]
    assert cut[-1][1] == until
    assert [happened for *_, happened, _ in cut] == [False] * (len(cut) - 1) + [event == "again"]
    for start, stop, _, now in cut:
        for number in range(int(start), int(stop)):
            assert now == any(since <= number and (end is None or number < end) for since, end in exposed)


@given(st.integers(2, 50), st.integers(1, 50))
def test_what_comes_later_does_not_change_what_was_before(until: int, since: int) -> None:
    """The rows up to the day on which it began are those of one who is never exposed: nobody is "ever exposed"."""
    before = [row for row in rows(unit(until, (since, None))) if row[0] < since]
    assert all(now == 0 for *_, now in before)
    assert before[-1][1] == min(since, until)


def test_one_person_after_oneself_is_no_second_person() -> None:
    pieces = [Stretch("a", start, stop, False) for start, stop in pairwise((0, 3, 7, 9))]
    assert not several(pieces)
    assert not several([*pieces, Stretch("b", 1, 4, True)])
    assert several([*pieces, Stretch("a", 8, 12, False)])
    assert several([Stretch("a", 0, 3, True), Stretch("a", 3, 6, True)])


DEFECTS: dict[str, tuple[Callable[[], object], str, str]] = {
    "nobody": (lambda: time_varying([], "help", "again"), "één eenheid die is gevolgd", "one unit that was followed"),
    "nobody followed": (lambda: time_varying([unit(0, event="")], "help", "again"), "is gevolgd", "was followed"),
    "a mark nobody wrote down": (
        lambda: time_varying([unit(5)], "help", "again", ("age",)),
        "getal voor age",
        "a number",
    ),
    "a mark that is a word": (lambda: time_varying([unit(5, age="x")], "help", "again", ("age",)), "age", "for age"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_too_little_is_refused(defect: str) -> None:
    refused(*DEFECTS[defect])
