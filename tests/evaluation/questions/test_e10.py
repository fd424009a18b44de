"""A stepped comparison in a registered order: whose turn it was, never who got it."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Cohort, Figure, Protocol, Result, Unit
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions.e10_social import QUESTION, estimate, select
from tests.evaluation.made import Made, later
from tests.evaluation.questions.following import held, planned
from tests.evaluation.questions.mixing import mixed

E10 = protocol("E10")
START = "2025-01-01"
ORDER = replace(E10, rollout_order=("noord-2025-01-01", "zuid-2025-07-01", "oost"))


def measured(made: Made, person: str, moment: str, factor: str, state: str, trajectory: str = "") -> None:
    on = "2025-02-01" if moment == "start" else "2026-01-15"
    told = {"moment": moment, "factor": factor, "state": state}
    made.record("sociale-context", person, on, [("vastgelegd", on)], trajectory=trajectory, **told)


def only(made: Made, protocol: Protocol = ORDER) -> Unit:
    (unit,) = select(made.rows(), protocol).units
    return unit


def figure(result: Result, code: str, group: str = "") -> Figure:
    return next(each for each in result.figures if (each.code, each.group) == (code, group))


@pytest.mark.parametrize(
    ("region", "begun", "turn"),
    [
        ("noord", "2024-12-31", False),
        ("noord", "2025-01-01", True),
        ("zuid", "2025-06-30", False),
        ("zuid", "2025-07-01", True),
        ("oost", "2025-07-01", None),
        ("west", "2025-07-01", None),
    ],
)
def test_whose_turn_it_was_is_known_on_the_day_that_supervision_began(
    region: str, begun: str, turn: bool | None
) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", begun, region=region)
    held(made, "interventie-sociale-context", "p1", later(begun, 10))
    assert only(made).marks.get("turn") is turn


@pytest.mark.parametrize(
    ("then", "known", "relieved"),
    [
        ({"familie": "belastend", "vrienden": "belastend"}, True, False),
        ({"familie": "neutraal", "vrienden": "belastend"}, True, True),
        ({"familie": "steunend", "vrienden": "neutraal"}, True, True),
        ({"familie": "neutraal", "vrienden": "onbekend"}, False, False),
        ({"familie": "neutraal"}, False, False),
        ({}, False, False),
    ],
)
def test_relief_is_fewer_of_the_burdens_of_the_start_and_one_unknown_makes_it_unknown(
    then: dict[str, str], known: bool, relieved: bool
) -> None:
    made = Made("2026-06-30")
    key = made.supervision("p1", START)
    for factor, state in (("familie", "belastend"), ("vrienden", "belastend"), ("werk", "steunend")):
        measured(made, "p1", "start", factor, state, key)
    measured(made, "p1", "12-maanden", "werk", "belastend", key)
    for factor, state in then.items():
        measured(made, "p1", "12-maanden", factor, state, key)
    assert (only(made).marks["known"], only(made).marks["relieved"]) == (known, relieved)
    assert only(made).missing is not known


def test_who_was_not_burdened_has_nothing_to_lose_and_is_not_missing() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    measured(made, "p1", "start", "familie", "neutraal")
    assert not only(made).missing
    assert not only(made).marks["known"]


@pytest.mark.parametrize(("begun", "missing"), [(later("2026-06-30", -425), False), (later("2026-06-30", -426), True)])
def test_nobody_is_missing_before_the_measurement_is_due(begun: str, missing: bool) -> None:
    made = Made("2026-06-30")
    key = made.supervision("p1", begun)
    made.record("sociale-context", "p1", begun, [], trajectory=key, moment="start", factor="werk", state="belastend")
    assert only(made).missing is missing


def test_a_measurement_of_another_supervision_is_not_this_ones() -> None:
    made = Made("2026-06-30")
    key = made.supervision("p1", START)
    measured(made, "p1", "start", "familie", "belastend", key)
    measured(made, "p1", "12-maanden", "familie", "neutraal", "toezicht-99")
    assert not only(made).marks["known"]


@pytest.mark.parametrize(("days", "begun"), [(-1, False), (0, True), (182, True), (183, False)])
def test_it_began_within_half_a_year_of_the_start(days: int, begun: bool) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    held(made, "interventie-sociale-context", "p1", later(START, days))
    planned(made, "interventie-sociale-context", "p1", later(START, 5))
    assert only(made).marks["begun"] is begun


def unit(place: int, region: str, quarter: str, turn: bool, relieved: bool) -> Unit:
    marks = {"turn": turn, "known": True, "relieved": relieved, "quarter": quarter, "ripe": True, "begun": turn}
    zero = date(2024, 1, 1) + timedelta(place)
    marks |= {"counts": True, "burdens": 1}
    return Unit(f"p{place}", (f"s{place}",), zero, zero + timedelta(400), "", region, marks)


def cohort(*cells: tuple[str, str, bool, int, int]) -> Cohort:
    """Region, quarter, turn, how many got relief, of how many."""
    told = [(r, q, t, number < k) for r, q, t, k, n in cells for number in range(n)]
    return Cohort(tuple(unit(place, *each) for place, each in enumerate(told)), date(2026, 6, 30))


def test_a_better_time_for_all_is_no_difference_side_by_side() -> None:
    # In the first quarter 20 % in both regions, in the second 60 % in both; only the north was brought in by then.
    held_over = cohort(
        ("noord", "2025-K1", False, 4, 20),
        ("zuid", "2025-K1", False, 4, 20),
        ("noord", "2025-K2", True, 12, 20),
        ("zuid", "2025-K2", False, 12, 20),
    )
    result = estimate(held_over, ORDER)
    beside, history = figure(result, "naast-elkaar"), figure(result, "ervoor-en-erna")
    assert beside.estimate
    assert history.estimate
    assert beside.estimate.value == pytest.approx(1)
    assert history.estimate.value == pytest.approx((12 * 16) / (8 * 4))
    assert beside.effect
    assert history.effect


def test_a_better_region_is_no_difference_before_and_after() -> None:
    regions = cohort(
        ("noord", "2025-K1", False, 12, 20),
        ("noord", "2025-K2", True, 12, 20),
        ("zuid", "2025-K2", False, 4, 20),
    )
    result = estimate(regions, ORDER)
    beside, history = figure(result, "naast-elkaar"), figure(result, "ervoor-en-erna")
    assert beside.estimate
    assert history.estimate
    assert history.estimate.value == pytest.approx(1)
    assert beside.estimate.value == pytest.approx(6)


def test_shares_equal_a_count_by_hand_and_the_growing_one_may_be_looked_at_as_it_grows() -> None:
    result = estimate(cohort(("noord", "2025-K1", False, 3, 10), ("noord", "2025-K2", True, 6, 10)), ORDER)
    after, before = figure(result, "verlicht-na"), figure(result, "verlicht-voor")
    assert after.estimate
    assert before.estimate
    assert (after.estimate.value, before.estimate.value) == (0.6, 0.3)
    assert "elke blik" in after.estimate.method
    assert (after.estimate.high or 1) - (after.estimate.low or 0) > (before.estimate.high or 1) - (
        before.estimate.low or 0
    )


def test_whose_turn_it_was_and_did_not_get_it_stays_in_the_denominator() -> None:
    made = Made("2026-06-30")
    for number in range(4):
        made.supervision(f"p{number}", later(START, number), region="noord")
    held(made, "interventie-sociale-context", "p0", "2025-03-01")
    made.supervision("p4", "2026-06-01", region="noord")
    found = figure(estimate(select(made.rows(), ORDER), ORDER), "begonnen", "noord")
    assert (len(found.units), len(found.of)) == (1, 4)


def test_without_an_order_there_is_a_gap_and_no_comparison() -> None:
    assert E10.rollout_order == ()
    made = Made("2026-06-30")
    made.supervision("p1", START)
    held(made, "interventie-sociale-context", "p1", "2025-03-01")
    for order in ((), ("noord", "zuid")):
        asked = replace(E10, rollout_order=order)
        result = estimate(select(made.rows(), asked), asked)
        assert "volgorde" in result.gaps[0].nl
        assert len(result.gaps) == 1
        assert all(each.estimate is None for each in result.figures)


def test_regions_without_a_day_and_comparisons_that_lack_something_are_told() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.supervision("p2", START, region="oost")
    gaps = [gap.nl for gap in estimate(select(made.rows(), ORDER), ORDER).gaps]
    assert gaps[0].startswith("Van 1 toezichten")
    assert len(gaps) == 3
    assert all("niet te schatten" in gap for gap in gaps[1:])


def test_nobody_and_one_are_answered() -> None:
    assert not estimate(select(Made().rows(), ORDER), ORDER).gaps
    made = Made("2026-06-30")
    made.supervision("p1", START)
    assert answer(QUESTION, ORDER, made.rows(), looks=1).counted == 1


def test_each_person_counts_once() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.supervision("p1", "2026-01-01")
    found = select(made.rows(), ORDER)
    assert (len(found.units), found.left_out) == (1, {"later-toezicht": 1})


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(draw: random.Random, chance: random.Random) -> None:
    made = Made("2026-06-30")
    for _ in range(draw.randint(1, 6)):
        person = f"p{draw.randint(1, 3)}"
        key = made.supervision(person, later(START, draw.randint(0, 2)), region=draw.choice(["noord", "zuid"]))
        for moment in ("start", "12-maanden"):
            measured(made, person, moment, "familie", draw.choice(["belastend", "neutraal"]), key)
        held(made, "interventie-sociale-context", person, later(START, draw.randint(0, 3)))
    rows = made.rows()
    assert select(mixed(rows, chance), ORDER).sha256 == select(rows, ORDER).sha256
