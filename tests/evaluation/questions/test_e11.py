"""Coverage equals a count by hand: every day of every condition, its norm, its gaps, its quarter."""

from dataclasses import replace
from typing import Any

import pytest

from inzage.evaluation import Figure, Result
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from inzage.evaluation.questions.e11_coverage import NORM_DAYS
from tests.evaluation.made import Made
from tests.evaluation.questions.twelve import twelve

PROTOCOL = protocol("E11")
QUESTION = question("E11")

BY_HAND = {
    "p5": {"days": 395, "within": 184, "gap_days": 181, "unexplained": 30, "norm_days": 183, "last": None},
    "p1": {"days": 181, "within": 181, "gap_days": 0, "unexplained": 0, "norm_days": 109, "last": 5},
    "p2": {"days": 120, "within": 120, "gap_days": 10, "unexplained": 0, "norm_days": 183, "last": 51},
    "p3": {"days": 61, "within": 59, "gap_days": 0, "unexplained": 2, "norm_days": 55, "last": 1},
    "p4": {"days": 30, "within": 30, "gap_days": 0, "unexplained": 0, "norm_days": 183, "last": None},
}
"""Of E, A, B, C and D. 91 and 18 days make 109; 46 and 9 make 55: the court's two a quarter cap twelve a year."""


def told(made: Made) -> Result:
    return answer(QUESTION, PROTOCOL, made.rows(), looks=1)


def figure(result: Result, code: str) -> Figure:
    (found,) = [each for each in result.figures if each.code == code]
    return found


@pytest.mark.parametrize("person", BY_HAND)
def test_the_days_of_each_condition_are_those_counted_by_hand(person: str) -> None:
    cohort = cohort_of(QUESTION, PROTOCOL, twelve().rows())
    (unit,) = [each for each in cohort.units if each.person == person]
    assert {name: unit.marks[name] for name in BY_HAND[person]} == BY_HAND[person]


@pytest.mark.parametrize(
    ("code", "part", "whole", "units"),
    [
        ("days-within", 574, 787, 5),
        ("days-unexplained", 32, 787, 5),
        ("days-not-executed", 191, 787, 5),
        ("in-time-now", 2, 3, 2),
        ("never-checked", 2, 3, 2),
    ],
)
def test_shares_are_those_counted_by_hand(code: str, part: int, whole: int, units: int) -> None:
    found = figure(told(twelve()), code)
    assert (found.extra["events"], found.extra["n"], len(found.units)) == (part, whole, units)
    assert found.estimate and found.estimate.value == pytest.approx(part / whole)
    assert (found.estimate.low, found.estimate.high) == (None, None)


def test_days_without_execution_stand_by_reason_and_lead_to_their_conditions() -> None:
    result = told(twelve())
    found = figure(result, "gap-geen-capaciteit")
    cohort = cohort_of(QUESTION, PROTOCOL, twelve().rows())
    assert found.measure == "days"
    assert found.estimate and found.estimate.value == 191
    assert sorted(cohort.units[place].person for place in found.units) == ["p2", "p5"]


def test_person_time_is_the_days_in_years() -> None:
    assert figure(told(twelve()), "days-within").extra["person_years"] == pytest.approx(787 / 365.25)


def test_quarters_are_those_counted_by_hand() -> None:
    (trend,) = told(twelve()).trends
    by_hand = {
        "2025-K2": (30, 30),
        "2025-K3": (92, 92),
        "2025-K4": (62, 92),
        "2026-K1": (180, 270),
        "2026-K2": (210, 303),
    }
    assert {each.label: each.value for each in trend.periods} == {
        label: pytest.approx(part / whole) for label, (part, whole) in by_hand.items()
    }
    assert (trend.measure, trend.centre) == ("ratio", pytest.approx(574 / 787))
    assert [len(each.of) for each in trend.periods] == [1, 1, 1, 4, 5]


def test_where_nobody_set_a_frequency_that_is_said_with_what_was_used() -> None:
    (gap,) = told(twelve()).gaps
    assert (
        f"Bij 3 van de 5 voorwaarden bepaalde niemand hoe vaak er wordt gecontroleerd; daar is met {NORM_DAYS}"
        in gap.nl
    )
    assert str(NORM_DAYS) in PROTOCOL.exposure_rule.nl and str(NORM_DAYS) in PROTOCOL.exposure_rule.en


@pytest.mark.parametrize(
    ("checked", "within"), [("2026-01-01", 184), ("2026-01-02", 185), ("2026-07-03", 365), ("2026-07-05", 364)]
)
def test_the_norm_is_a_day_sharp(checked: str, within: int) -> None:
    """On the 183rd day after a check (3 July after 1 January) it is still in time, on the next day it is late."""
    made = Made("2026-12-31")
    under = made.condition("p1", "2026-01-01", "2026-12-31")
    made.check(under, checked)
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert unit.marks["within"] == within


@pytest.mark.parametrize(
    ("how", "counts"), [("gedaan", True), ("gestopt", False), ("niet_verschenen", False), ("verlopen", False)]
)
def test_only_a_check_that_was_finished_starts_the_time_anew(how: str, counts: bool) -> None:
    made = Made("2026-12-31")
    under = made.condition("p1", "2026-01-01", "2026-12-31")
    made.check(under, "2026-04-01", how)
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert unit.marks["within"] == (274 if counts else 184)


def test_a_frequency_holds_from_the_day_on_which_it_was_set() -> None:
    """From 1 March a month and a fifth (30 and 6 days): until then half a year."""
    made = Made("2026-06-30")
    under = made.condition("p1", "2026-01-01", "2026-12-31", 2, "maand")
    made.often(under, "2026-03-01", 1, "maand")
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert unit.marks["norm_days"] == 36
    assert unit.marks["within"] == 31 + 28  # up to 28 February; on 1 March it is 59 days ago


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [("2026-06-30", "2026-12-31", 1), ("2026-01-01", "2026-01-01", 1), ("2026-01-02", "2026-01-01", 0)],
)
def test_a_condition_without_a_day_is_left_out_and_counted(since: str, until: str, days: int) -> None:
    made = Made("2026-06-30")
    made.condition("p1", since, until)
    cohort = cohort_of(QUESTION, PROTOCOL, made.rows())
    assert [unit.marks["days"] for unit in cohort.units] == ([days] if days else [])
    assert cohort.left_out == ({} if days else {"geen-dag": 1})


def test_a_condition_that_begins_after_the_extraction_has_no_day_yet() -> None:
    made = Made("2026-06-30")
    told_: dict[str, Any] = {"from": "2026-07-01", "to": "2026-12-31"}
    made.record("voorwaarde-controle@2", "p1", "2026-06-01", [("lopend", "2026-06-01")], **told_)
    assert cohort_of(QUESTION, PROTOCOL, made.rows()).left_out == {"geen-dag": 1}


def test_the_day_on_which_a_condition_ends_is_not_one_of_its_days() -> None:
    made = Made("2026-06-30")
    made.condition("p1", "2026-01-01", "2026-12-31", ended="2026-01-11")
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert (unit.marks["days"], unit.marks["holds"]) == (10, False)


def test_below_the_minimum_only_conditions_are_counted() -> None:
    seen = answer(QUESTION, replace(PROTOCOL, minimum=6), twelve().rows(), looks=1)
    assert not [each for each in seen.figures if each.estimate]
    assert seen.counted == 5


def test_what_happens_on_the_last_day_counts() -> None:
    made = Made("2026-06-30")
    under = made.condition("p1", "2026-01-01", "2026-06-29", 2, "maand")
    made.check(under, "2026-06-29")
    made.check(under, "2026-06-30")  # a day too late for this condition
    made.often(under, "2026-06-29", 1, "maand")
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert (unit.checks, unit.marks["last"], unit.marks["set"], unit.marks["norm_days"]) == (1, 0, True, 36)


def test_what_happens_after_the_last_day_does_not() -> None:
    made = Made("2026-06-30")
    under = made.condition("p1", "2026-01-01", "2026-06-28", 2, "maand")
    made.check(under, "2026-06-29")
    made.often(under, "2026-06-29", 1, "maand")
    (unit,) = cohort_of(QUESTION, PROTOCOL, made.rows()).units
    assert (unit.checks, unit.marks["last"], unit.marks["set"]) == (0, None, False)
