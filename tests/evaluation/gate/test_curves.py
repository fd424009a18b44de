"""A curve is cut where fewer than ten are followed, and no step of it stands for fewer than ten events."""

from dataclasses import replace

import pytest

from inzage.evaluation import Level
from inzage.evaluation.gate.curves import cut, happened
from inzage.evaluation.gate.drafts import Drawn, Point, key
from inzage.evaluation.gate.passing import gate
from inzage.evaluation.gate.rules import ORGANISATION, PUBLIC
from tests.evaluation.gate.bench import draft, said, table


def curve(people: int, events: int, each: int = 10) -> Drawn:
    """One event every ``each`` days, nobody lost."""
    points = tuple(
        Point(each * (n + 1), (people - n - 1) / people, 0.2, 0.99, people - n, 1) for n in range(events)
    )  # fmt: skip
    return Drawn("recidive", said("Recidive"), "survival", key("wie recidive"), people, points)


def test_each_step_stands_for_ten_events_or_more() -> None:
    told = cut(curve(100, 35), PUBLIC)
    assert [(each.at, each.percent) for each in told.moments] == [(120, 88), (240, 76), (360, 65)]
    assert len(cut(curve(100, 33), PUBLIC).moments) == 2, "nine events after the second step are no third"


def test_it_stops_where_fewer_than_ten_are_followed() -> None:
    told = cut(curve(40, 40), PUBLIC)
    assert told.moments
    assert min(each.at_risk for each in told.moments) >= 10
    assert happened(curve(40, 40), PUBLIC) < 40


def test_with_too_few_events_nothing_of_it_is_told() -> None:
    assert cut(curve(100, 9), PUBLIC).moments == ()
    assert cut(curve(100, 9), ORGANISATION).moments != ()


def test_days_and_people_are_told_in_coarse_steps() -> None:
    told = cut(curve(103, 60, each=7), PUBLIC)
    assert {each.at % 30 for each in told.moments} == {0}
    assert {each.at_risk % 5 for each in told.moments} == {0}


def test_it_is_withheld_where_nearly_everybody_had_the_event() -> None:
    made = curve(30, 30)
    published = gate(draft(table([[40, 30], [20, 30]]), curves=(made,)), Level.PUBLIC)
    shown = happened(made, PUBLIC)
    assert 30 - shown >= 10 or published.curves[0].moments == ()


def test_one_person_more_makes_no_new_curve() -> None:
    counts = table([[40, 30], [20, 30]])
    before = gate(draft(counts, curves=(curve(100, 35),)), Level.PUBLIC)
    assert before.curves[0].moments
    grown = table([[80, 70], [60, 70]])
    later = draft(grown, curves=(replace(curve(101, 36), people=101),), cohort="twee")
    assert gate(later, Level.PUBLIC).curves[0].moments, "the control: alone it would be told"
    assert gate(later, Level.PUBLIC, [before]).curves[0].moments == ()


@pytest.mark.parametrize("people", [9, 10])
def test_ten_people_are_enough_to_be_told_of_and_nine_are_not(people: int) -> None:
    told = gate(draft(table([[40, 30], [20, 30]]), curves=(curve(people, 0),)), Level.PUBLIC)
    assert (told.told(key("wie recidive")) is None) is (people == 9)
