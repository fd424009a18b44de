"""Yield: of what was presented and answered, per kind of question; what lapsed counts nowhere."""

from dataclasses import replace

import pytest

from inzage.evaluation import Figure, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from tests.evaluation.made import Made, later
from tests.evaluation.questions.twelve import CLOSED, NO, YES, twelve

PROTOCOL = replace(protocol("E1"), minimum=1)
QUESTION = question("E1")


def told(made: Made) -> Result:
    return answer(QUESTION, PROTOCOL, made.rows(), looks=1)


def figure(result: Result, group: str, code: str) -> Figure:
    (found,) = [each for each in result.figures if (each.group, each.code) == (group, code)]
    return found


@pytest.mark.parametrize(
    ("group", "code", "part", "whole"),
    [
        ("v1", "looked-at", 6, 7),
        ("v1", "refused", 1, 7),
        ("v1", "yield-any", 3, 6),
        ("v1", "yield-q1", 2, 4),
        ("v1", "yield-q2", 1, 4),
        ("v2", "looked-at", 4, 5),
        ("v2", "yield-any", 1, 4),
        ("v2", "yield-q1", 1, 4),
        ("v2", "yield-q2", 0, 1),
    ],
)
def test_shares_are_those_counted_by_hand(group: str, code: str, part: int, whole: int) -> None:
    found = figure(told(twelve()), group, code)
    assert (len(found.units), len(found.of)) == (part, whole)
    assert found.estimate and found.estimate.value == pytest.approx(part / whole)
    assert found.estimate.method.startswith("beta-binomiaal")


def carried() -> Made:
    """Two checks of one person, five carriers; the third check shows none."""
    made = Made()
    under = made.condition("p1", "2026-01-01", "2026-12-31", 12, "jaar")
    made.carrier(under, "2026-02-01", presented="2026-02-01")
    made.carrier(under, "2026-02-01")
    made.carrier(under, "2026-02-01", declared=False, presented="2026-02-01")
    made.check(under, "2026-02-01", version="v", answers={"q1": YES})
    made.carrier(under, "2026-03-01", presented="2026-03-01")
    made.check(under, "2026-03-01", version="v", answers={"q1": NO})
    made.carrier(under, "2026-04-01")
    made.check(under, "2026-04-01", version="v", answers={"q1": NO})
    return made


def test_declared_and_presented_carriers_are_two_counts() -> None:
    result = told(carried())
    counts = {code: figure(result, "v", code) for code in ("declared", "presented", "undeclared")}
    values = {code: each.estimate.value for code, each in counts.items() if each.estimate}
    assert values == {"declared": 4, "presented": 3, "undeclared": 1}
    assert {code: each.units for code, each in counts.items()} == {
        "declared": (0, 1, 2),
        "presented": (0, 1),
        "undeclared": (0,),
    }


def test_a_check_in_which_nothing_was_presented_has_no_yield_to_give() -> None:
    """The third check has an answer and no carrier on the table: it stands outside the denominator."""
    result = told(carried())
    assert figure(result, "v", "yield-any").of == (0, 1)
    assert figure(result, "v", "looked-at").units == (0, 1)
    assert len(figure(result, "v", "looked-at").of) == 3


def test_carriers_of_an_earlier_check_do_not_count_again() -> None:
    units = cohort_of(QUESTION, PROTOCOL, carried().rows()).units
    assert [unit.marks["presented"] for unit in units] == [2, 1, 0]


def test_where_no_carrier_was_recorded_that_is_a_gap() -> None:
    (gap,) = [words for words in told(twelve()).gaps if "gegevensdragers" in words.nl]
    assert gap.nl.startswith("Bij 12 van de 12 controles zijn geen gegevensdragers vastgelegd")


@pytest.mark.parametrize(
    ("answers", "any_", "missing"),
    [
        ([NO, YES], True, False),
        ([YES, NO], True, False),
        ([CLOSED, NO], False, False),
        ([NO, CLOSED], False, False),
        ([CLOSED], False, False),
        ([], False, True),
    ],
)
def test_a_question_answered_twice_says_the_most_it_said(answers: list[str], any_: bool, missing: bool) -> None:
    made = Made()
    check = made.check(made.condition("p1", "2026-01-01", "2026-12-31"), "2026-02-01")
    for each in answers:
        made.finding(check, "2026-02-01", "q1", each)
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert (unit.event == "aanwijzing", unit.missing) == (any_, missing)
    assert unit.marks["asked"] == bool(answers)


def test_the_standing_caveat_is_there_whatever_was_found() -> None:
    for made in (Made(), carried()):
        assert "Wat is verstopt" in " ".join(words.nl for words in told(made).notes)


def test_quarters_stand_in_a_chart_from_the_minimum_on() -> None:
    made = Made("2026-06-30")
    under = made.condition("p1", "2026-01-01", "2026-12-31", 52, "maand")
    for number in range(12):
        made.check(under, later("2026-03-26", number), version="v", answers={"q1": YES if number < 3 else NO})
    (trend,) = answer(QUESTION, protocol("E1"), made.rows(), looks=1).trends
    assert [(each.label, each.value, len(each.of)) for each in trend.periods] == [
        ("2026-K1", 0.5, 6),
        ("2026-K2", 0.0, 6),
    ]
    assert answer(QUESTION, replace(PROTOCOL, minimum=13), made.rows(), looks=1).trends == ()


def test_the_yield_comes_first_and_versions_stand_side_by_side() -> None:
    result = told(twelve())
    assert result.context["questions"] == ["q1", "q2"]
    order = [(each.code, each.group) for each in result.figures]
    assert order[:4] == [("yield-any", "v1"), ("yield-any", "v2"), ("yield-q1", "v1"), ("yield-q1", "v2")]
    assert [group for _, group in order] == ["v1", "v2"] * (len(order) // 2)
