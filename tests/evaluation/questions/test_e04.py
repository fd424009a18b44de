"""Re-checks: pairs within persons counted by hand, who is left out and why, and every effect beside its detection."""

from dataclasses import replace

import pytest

from inzage.evaluation import Cohort, Figure, OutsideProtocol, Result
from inzage.evaluation.asking import BESIDE, answer, cohort_of
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions import question
from inzage.evaluation.selecting import DAYS_OF_MONTH
from tests.evaluation.made import Made, later
from tests.evaluation.questions.twelve import CLOSED, NO, YES, twelve

PROTOCOL = protocol("E4")
QUESTION = question("E4")
START = "2024-01-01"


def pairs(*some: tuple[str, str], days: int = 100, notices: tuple[str, str] = ("aangekondigd", "aangekondigd")) -> Made:
    """One person per pair of answers, the second check so many days after the first."""
    made = Made()
    for number, answers in enumerate(some):
        under = made.condition(f"p{number}", START, "2026-12-31", 52, "maand")
        for place, (found, notice) in enumerate(zip(answers, notices, strict=True)):
            made.check(under, later(START, place * days), answers={"q1": found}, notice=notice)
    return made


GONE, NEW, SAME, STILL = (YES, NO), (NO, YES), (NO, NO), (YES, YES)
TWELVE = pairs(*[GONE] * 8, *[NEW] * 1, SAME, STILL, STILL)
"""Eight gone and one new of nine that changed: the exact two-sided p is 2 (1 + 9) / 512."""


def told(made: Made, minimum: int = 6) -> Result:
    return answer(QUESTION, replace(PROTOCOL, minimum=minimum), made.rows(), looks=1)


def cohort(made: Made) -> Cohort:
    return cohort_of(QUESTION, PROTOCOL, made.rows())


def figure(result: Result, code: str, group: str = "") -> Figure:
    (found,) = [each for each in result.figures if (each.code, each.group) == (code, group)]
    return found


def test_change_within_persons_is_the_exact_test_by_hand() -> None:
    found = figure(told(TWELVE), "change")
    assert found.effect
    assert found.extra["p"] == pytest.approx(2 * (1 + 9) / 512)
    assert (len(found.units), len(found.of)) == (8, 9)
    assert found.estimate and found.estimate.value == pytest.approx(8 / 9)
    assert found.estimate.low is not None and found.estimate.low > 0.5


def test_shares_before_and_after_are_those_counted_by_hand() -> None:
    result = told(TWELVE)
    assert (len(figure(result, "first").units), len(figure(result, "second").units)) == (10, 3)
    assert len(figure(result, "second", "aangekondigd").of) == 12


def test_a_rate_is_per_month_between_checks() -> None:
    """Three re-checks with an indication in twelve times a hundred days."""
    found = figure(told(TWELVE), "rate")
    assert found.estimate and found.estimate.value == pytest.approx(3 / (1200 / DAYS_OF_MONTH))
    between = figure(told(TWELVE), "days-between").estimate
    assert between and (between.value, between.low, between.high) == (100.0, 100.0, 100.0)


def test_every_figure_stands_beside_its_detection() -> None:
    """One re-check in a hundred days each: 1200 days and twelve checks."""
    for found in told(TWELVE).figures:
        assert set(BESIDE) <= set(found.extra)
    beside = figure(told(TWELVE), "change").extra
    assert (beside["n"], beside["events"]) == (12, 3)
    assert beside["person_years"] == pytest.approx(1200 / 365.25)
    assert beside["checks_per_person_month"] == pytest.approx(12 / (1200 / DAYS_OF_MONTH))


@pytest.mark.parametrize(("gone", "tested"), [(6, True), (5, False)])
def test_with_fewer_than_six_who_changed_nothing_could_be_told_from_chance(gone: int, tested: bool) -> None:
    """All six the same way has a p of 2/64; all five of 2/32, above 5 per cent."""
    found = figure(told(pairs(*[GONE] * gone, *[SAME] * 6), minimum=PROTOCOL.minimum), "change")
    assert bool(found.estimate) is tested
    assert found.extra.get("p") == (pytest.approx(2 / 64) if tested else None)


def test_where_nobody_changed_there_is_nothing_to_test() -> None:
    found = figure(told(pairs(*[SAME] * 12)), "change")
    assert found.estimate is None and "p" not in found.extra


@pytest.mark.parametrize(
    ("checks", "why"),
    [
        ([("2026-01-01", {"q1": NO})], "een-controle"),
        ([("2026-01-01", {"q1": NO}), ("2026-02-01", {})], "een-controle"),
        ([("2026-01-01", {"q1": NO}), ("2026-02-01", {"q1": CLOSED})], "een-controle"),
        ([("2026-01-01", {"q1": NO}), ("2026-02-01", {"q2": NO})], "geen-zelfde-vraag"),
        ([("2026-01-01", {"q1": CLOSED, "q2": NO}), ("2026-02-01", {"q1": NO, "q3": NO})], "geen-zelfde-vraag"),
        ([("2024-01-01", {"q1": NO}), ("2026-01-01", {"q1": NO})], "hercontrole-te-laat"),
        ([("2024-01-01", {"q1": NO}), ("2025-12-31", {"q1": NO})], ""),
        ([("2026-01-01", {"q1": CLOSED}), ("2026-01-02", {"q1": NO}), ("2026-02-01", {"q1": YES})], ""),
        ([("2026-01-01", {"q1": NO, "q2": YES}), ("2026-02-01", {"q1": NO})], ""),
    ],
)
def test_who_cannot_be_compared_is_left_out_with_the_reason(checks: list[tuple[str, dict[str, str]]], why: str) -> None:
    made = Made()
    under = made.condition("p1", START, "2026-12-31", 52, "maand")
    for day, answers in checks:
        made.check(under, day, answers=answers)
    found = cohort(made)
    assert found.left_out == ({why: 1} if why else {})
    assert len(found.units) == (not why)


def test_only_what_both_checks_answered_is_compared() -> None:
    """The first check's indication on another question does not make a fall."""
    made = Made()
    under = made.condition("p1", START, "2026-12-31", 52, "maand")
    made.check(under, "2026-01-01", answers={"q1": NO, "q2": YES})
    made.check(under, "2026-02-01", answers={"q1": NO})
    (unit,) = cohort(made).units
    assert (unit.marks["first"], unit.marks["second"]) == (False, False)


def test_a_person_with_more_re_checks_counts_once_in_pairs_and_wholly_in_time() -> None:
    made = Made()
    under = made.condition("p1", START, "2026-12-31", 52, "maand")
    for day, found in (("2026-01-01", YES), ("2026-02-01", NO), ("2026-03-01", YES), ("2026-04-01", YES)):
        made.check(under, day, answers={"q1": found})
    (unit,) = cohort(made).units
    assert (unit.marks["first"], unit.marks["second"], unit.marks["found"]) == (True, False, 2)
    assert (unit.checks, unit.days, unit.event, unit.marks["days_between"]) == (3, 90, "", 31)
    assert len([source for source in unit.sources if source.startswith("controle")]) == 4


def test_the_twelve_by_hand() -> None:
    """p1: q1 and q2 at 1 and 2: q1 in common, gone. p2: 6 answers q2 only, then 8 q1: nothing. p3: 9 q2, 10 q1."""
    found = cohort(twelve())
    assert found.left_out == {"geen-zelfde-vraag": 2, "een-controle": 1}
    (unit,) = found.units
    assert (unit.person, unit.marks["first"], unit.marks["second"]) == ("p1", True, False)


def test_pairs_with_another_notice_stand_apart() -> None:
    made = pairs(*[GONE] * 12, notices=("onaangekondigd", "aangekondigd"))
    result = told(made)
    assert figure(result, "change").estimate and figure(result, "change-same-notice").of == ()
    assert len(figure(result, "same-notice").units) == 0
    assert figure(result, "second", "onaangekondigd").of == tuple(range(12))


def test_the_fifth_look_of_four_is_refused() -> None:
    assert answer(QUESTION, PROTOCOL, TWELVE.rows(), looks=4).counted == 12
    with pytest.raises(OutsideProtocol, match="look 5 of 4"):
        answer(QUESTION, PROTOCOL, TWELVE.rows(), looks=5)


def test_what_a_fall_does_not_prove_is_said_each_time() -> None:
    said = " ".join(words.nl for words in told(TWELVE).notes)
    for each in ("regressie naar het gemiddelde", "tussen welke twee controles", "aangekondigde", "ander apparaat"):
        assert each in said
