"""Commitments met in time: days beside a term, terms still to pass, and none at all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Unit
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions.e12_commitments import QUESTION, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.mixing import mixed

E12 = protocol("E12")
DUE = "2026-03-31"


def promised(made: Made, *steps: State, due: str = DUE, form: str = "brief", given_on: str = "2026-01-01") -> str:
    told = {"form": form, "given_on": given_on} | ({"due": due} if due else {})
    return made.record("toezegging", "", given_on, [("openstaand", given_on), *steps], **told)


def counts(made: Made) -> dict[tuple[str, str], tuple[int, int]]:
    result = estimate(select(made.rows(), E12), E12)
    return {(each.code, each.group): (len(each.units), len(each.of)) for each in result.figures}


def only(made: Made) -> Unit:
    (unit,) = select(made.rows(), E12).units
    return unit


@pytest.mark.parametrize(
    ("met", "in_time", "late"),
    [("2026-01-02", True, 0), ("2026-03-30", True, 0), (DUE, True, 0), ("2026-04-01", False, 1), ("", False, 91)],
)
def test_the_last_day_of_the_term_is_in_time_and_the_day_after_is_not(met: str, in_time: bool, late: int) -> None:
    made = Made("2026-06-30")
    promised(made, *([("voldaan", met)] if met else []))
    assert (only(made).marks["in_time"], only(made).marks["late_days"]) == (in_time, late)


@pytest.mark.parametrize(("due", "ripe"), [("2026-06-29", True), ("2026-06-30", False), ("2026-07-01", False)])
def test_a_term_counts_once_it_has_passed_met_or_not(due: str, ripe: bool) -> None:
    made = Made("2026-06-30")
    promised(made, due=due)
    promised(made, ("voldaan", "2026-02-01"), due=due)
    assert [unit.marks["ripe"] for unit in select(made.rows(), E12).units] == [ripe, ripe]
    found = counts(made)
    assert found["op-tijd", ""] == ((1, 2) if ripe else (0, 0))
    assert found["te-laat-open", ""] == ((1, 2) if ripe else (0, 0))
    assert found["nog-niet-toe", ""] == (0 if ripe else 2, 2)


def test_one_without_a_term_is_never_late_however_old() -> None:
    made = Made("2026-06-30")
    promised(made, due="", given_on="2001-01-01")
    promised(made, ("voldaan", "2026-01-01"), due="", given_on="2001-01-01")
    found = counts(made)
    assert found["te-laat-open", ""] == (0, 0)
    assert found["zonder-termijn", ""] == (2, 2)
    assert found["zonder-termijn-voldaan", ""] == (1, 2)
    assert "in_time" not in select(made.rows(), E12).units[0].marks
    assert "termijn" in estimate(select(made.rows(), E12), E12).gaps[0].nl


def test_partly_met_is_open_until_it_is_met() -> None:
    made = Made("2026-06-30")
    promised(made, ("deels_voldaan", "2026-02-01"))
    promised(made, ("deels_voldaan", "2026-02-01"), ("voldaan", "2026-03-01"))
    found = counts(made)
    assert found["deels-voldaan", ""] == (1, 2)
    assert found["op-tijd", ""] == (1, 2)


@pytest.mark.parametrize(
    ("said", "in_time"), [("2026-03-31", True), ("2026-04-01", False), ("2026-07-01", False), ("geen dag", False)]
)
def test_the_day_that_was_said_goes_before_the_day_of_writing_but_not_one_to_come(said: str, in_time: bool) -> None:
    made = Made("2026-06-30")
    promised(made, ("voldaan", "2026-05-01", {"on": said}))
    assert only(made).marks["in_time"] is in_time


def test_the_delay_equals_a_count_by_hand() -> None:
    made = Made("2026-06-30")
    for met in ("2026-03-01", "2026-03-31", "2026-04-10"):
        promised(made, ("voldaan", met), form="brief")
    promised(made, form="gesprek")
    promised(made, due="2026-12-31", form="gesprek")
    result = estimate(select(made.rows(), E12), E12)
    (curve,) = result.curves
    assert [(m.at, m.value, m.at_risk, m.events) for m in curve.moments] == [
        (0, 0.5, 4, 2),
        (10, 0.25, 2, 1),
        (91, 0.25, 1, 0),
    ]
    found = counts(made)
    assert (found["op-tijd", ""], found["op-tijd", "brief"], found["op-tijd", "gesprek"]) == ((2, 4), (2, 3), (0, 1))


def test_nobody_and_one_are_answered_and_below_the_minimum_there_are_counts_only() -> None:
    assert estimate(select(Made().rows(), E12), E12).counted == 0
    made = Made("2026-06-30")
    promised(made)
    result = answer(QUESTION, E12, made.rows(), looks=1)
    assert result.counted == 1
    assert all(each.estimate is None for each in result.figures)
    assert not result.curves


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 80), st.booleans()), max_size=8),
    st.randoms(use_true_random=False),
)
def test_in_time_late_and_open_are_everybody_with_a_passed_term_in_any_order(
    told: list[tuple[int, int, bool]], chance: random.Random
) -> None:
    made = Made("2026-06-30")
    for due, met, done in told:
        promised(made, *([("voldaan", later("2026-04-01", met))] if done else []), due=later("2026-06-20", due))
    rows = made.rows()
    cohort = select(rows, E12)
    assert select(mixed(rows, chance), E12).sha256 == cohort.sha256
    ripe = [unit.marks for unit in cohort.units if unit.marks["ripe"]]
    assert all(mark["in_time"] == (mark["met"] and mark["late_days"] == 0) for mark in ripe)
    found = counts(made)
    assert found["op-tijd", ""][1] == len(ripe) == len(told) - found["nog-niet-toe", ""][0]
