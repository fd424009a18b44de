"""Help with debts, early against later: days at their bounds, and a case where "ever against never" turns the sign."""

import random
from dataclasses import replace
from datetime import date
from math import log, sqrt
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Cohort, Estimate, Exposure, Figure, Result, Unit
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.estimators.cox import cox, time_varying
from inzage.evaluation.invented import rows as invented
from inzage.evaluation.questions.e07_debts import HELP, QUESTION, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.following import held, new_case, planned
from tests.evaluation.questions.mixing import mixed

E7 = protocol("E7")
START = "2024-01-01"


def only(made: Made) -> Unit:
    (unit,) = select(made.rows(), E7).units
    return unit


def figure(result: Result, code: str, group: str = "") -> Figure:
    return next(each for each in result.figures if (each.code, each.group) == (code, group))


def value(found: Figure) -> Estimate:
    assert found.estimate
    return found.estimate


@pytest.mark.parametrize(
    ("on", "event"),
    [
        ("2023-12-31", ""),
        ("2024-01-01", ""),
        ("2024-01-02", "recidive"),
        ("2026-06-30", "recidive"),
    ],
)
def test_a_new_case_counts_from_the_day_after_the_start_up_to_the_day_of_the_extract(on: str, event: str) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", on)
    assert (only(made).event, only(made).until) == (event, date.fromisoformat(on if event else "2026-06-30"))


def test_the_last_extract_ends_the_follow_up_of_everybody_whenever_the_register_is_read() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.supervision("p2", "2026-01-01")
    made.supervision("p3", "2025-12-31")
    new_case(made, "p1", "2025-02-01", extract="2025-06-30")
    new_case(made, "p1", "2025-02-01", extract="2026-01-01")
    cohort = select(made.rows(), E7)
    assert cohort.extracted_on == date(2026, 1, 1)
    assert [(unit.person, unit.until, unit.event) for unit in cohort.units] == [
        ("p1", date(2025, 2, 1), "recidive"),
        ("p3", date(2026, 1, 1), ""),
    ]
    assert cohort.left_out == {"na-uittreksel": 1}


@pytest.mark.parametrize(("state", "until"), [("ingelezen", "2026-03-01"), ("nagekeken", "2025-06-30")])
def test_an_extract_with_nothing_new_in_it_ends_the_follow_up_later_once_it_was_taken_in(
    state: str, until: str
) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.supervision("p2", START)
    new_case(made, "p1", "2025-02-01", extract="2025-06-30")
    steps: list[State] = [("nagekeken", "2026-03-02"), *([(state, "2026-03-02")] if state == "ingelezen" else [])]
    made.record("uitkomsten-inlezing", "", "2026-03-02", steps, extracted_on="2026-03-01", file_lines=1)
    cohort = select(made.rows(), E7)
    assert (cohort.extracted_on.isoformat(), cohort.units[1].until.isoformat()) == (until, until)


def test_follow_up_ends_after_five_years() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", "2020-01-01")
    made.supervision("p2", "2020-01-01")
    new_case(made, "p1", later("2020-01-01", 1826))
    new_case(made, "p2", later("2020-01-01", 1827))
    assert [unit.event for unit in select(made.rows(), E7).units] == ["recidive", ""]
    assert {unit.days for unit in select(made.rows(), E7).units} == {1826}


@pytest.mark.parametrize(
    ("closed", "reason", "event", "days"),
    [
        ("2024-03-01", "detentie", "detentie", 60),
        ("2024-03-01", "overleden", "overleden", 60),
        ("2024-03-01", "termijn-om", "recidive", 100),
        ("2024-04-10", "detentie", "recidive", 100),
        ("2024-04-09", "tenuitvoerlegging", "tenuitvoerlegging", 99),
    ],
)
def test_an_exit_ends_it_before_a_new_case_and_on_the_same_day_the_case_goes_first(
    closed: str, reason: str, event: str, days: int
) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START, closed, reason)
    new_case(made, "p1", "2024-04-10")
    assert (only(made).event, only(made).days) == (event, days)


def test_a_withdrawn_case_never_was_and_each_person_counts_once() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.supervision("p1", "2024-05-01")
    made.supervision("p2", "2024-02-01")
    withdrawn = new_case(made, "p1", "2024-06-01")
    new_case(made, "p2", "2024-06-01")
    made.spans.append(replace(made.spans[-2], state="ingetrokken", since=date(2026, 6, 30), source=withdrawn))
    cohort = select(made.rows(), E7)
    assert [(unit.person, unit.event) for unit in cohort.units] == [("p1", ""), ("p2", "recidive")]
    assert cohort.left_out == {"later-toezicht": 1}


def test_the_code_lists_are_those_of_the_case_that_counts() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", "2024-06-01", classification="SCM2010")
    new_case(made, "p1", "2025-06-01", classification="SCM1993")
    assert only(made).lists == ("SCM2010",)


@pytest.mark.parametrize(
    ("begun", "after"),
    [
        (later(START, -366), None),
        (later(START, -365), 0),
        (START, 0),
        (later(START, 90), 90),
        (later(START, 100), 100),
        (later(START, 101), None),
    ],
)
def test_help_counts_from_a_year_before_the_start_until_the_case(begun: str, after: int | None) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", later(START, 100))
    held(made, "interventie-schulden", "p1", begun)
    assert only(made).marks.get("helped_after") == after
    assert len(only(made).exposures) == (0 if after is None else 1)


def test_help_is_what_began_and_not_what_was_planned_sent_or_known() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    planned(made, "interventie-schulden", "p1", "2024-02-01")
    course = [("klaar", "2024-02-01"), ("verzonden", "2024-02-02"), ("ontvangen", "2024-02-03")]
    made.record("overdracht-schuldhulp", "p1", "2024-02-01", course, criterion="beslag")
    debts = [("bekend", "2024-01-10"), ("complex", "2024-01-20", {"criterion": "beslag"}), ("verwezen", "2024-02-01")]
    made.record("schulden", "p1", "2024-01-10", debts, debt_band="5000-25000")
    assert not only(made).exposures
    assert [only(made).marks[f"debts_{state}"] for state in ("bekend", "complex", "verwezen", "aangenomen")] == [
        True,
        True,
        True,
        False,
    ]
    made.record("overdracht-schuldhulp", "p1", "2024-03-01", [("klaar", "2024-03-01"), ("opgepakt", "2024-03-20")])
    assert only(made).exposures == (Exposure(HELP, date(2024, 3, 20)),)
    made.record("schulden", "p1", "2024-02-01", [("bekend", "2024-02-01"), ("aangenomen", "2024-03-10")])
    assert only(made).exposures == (Exposure(HELP, date(2024, 3, 10)),)


def test_debts_of_unknown_size_are_not_known() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    made.record("schulden", "p1", "2024-01-10", [("bekend", "2024-01-10")], debt_band="onbekend")
    assert only(made).marks["debts_bekend"] is False


def test_checks_are_counted_while_followed_and_those_after_help_began_apart() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", "2024-06-01")
    condition = made.condition("p1", START, "2026-12-31")
    held(made, "interventie-schulden", "p1", "2024-03-01")
    for day in ("2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-06-01", "2024-06-02"):
        made.check(condition, day)
    assert only(made).checks == 4
    assert only(made).marks["checks_exposed"] == 2


def unit(number: int, days: int, event: str, helped: int | None = None) -> Unit:
    zero = date(2020, 1, 1)
    exposures = () if helped is None else (Exposure(HELP, date.fromisoformat(later("2020-01-01", helped))),)
    marks = {"checks_exposed": 0} | ({} if helped is None else {"helped_after": helped})
    marks |= {f"debts_{state}": True for state in ("bekend", "complex", "verwezen", "aangenomen", "geregeld")}
    until = date.fromisoformat(later("2020-01-01", days))
    return Unit(f"p{number}", (f"s{number}",), zero, until, event, marks=marks, exposures=exposures)


def immortal() -> Cohort:
    """Ten re-offend soon and never get to help; ten get help late and then do worse than five who never got it."""
    soon = [unit(n, 20 * n, "recidive") for n in range(1, 11)]
    helped = [unit(20 + n, 300 + 40 * n, "recidive" if n < 8 else "", 250) for n in range(10)]
    never = [unit(40, 615, "recidive"), *(unit(40 + n, 1000, "") for n in range(1, 5))]
    return Cohort((*soon, *helped, *never), date(2026, 6, 30))


def test_ever_against_never_would_turn_the_sign_and_is_nowhere_to_be_had() -> None:
    cohort = immortal()

    def rate(ever: bool) -> float:
        those = [each for each in cohort.units if bool(each.exposures) is ever]
        return sum(bool(each.event) for each in those) / sum(each.days for each in those)

    as_if = [replace(each, exposures=each.exposures and (Exposure(HELP, each.zero),)) for each in cohort.units]
    naive = cox(time_varying(as_if, HELP, "recidive")).ratios[HELP].value
    assert rate(True) / rate(False) < 0.9
    assert naive < 0.8
    found = figure(estimate(cohort, E7), "schuldhulp")
    assert value(found).value > 2
    assert found.effect
    assert found.extra["events"] == 19
    assert found.extra["person_years"] == pytest.approx(sum(each.days for each in cohort.units) / 365.25)


def test_early_and_later_are_told_apart_on_day_90_among_those_still_followed() -> None:
    units = (
        unit(1, 400, "", 89),
        unit(2, 400, "recidive", 90),
        unit(3, 400, "", 91),
        unit(4, 400, ""),
        unit(5, 90, "recidive", 10),
        unit(6, 91, "recidive", 0),
    )
    result = estimate(Cohort(units, date(2026, 6, 30)), E7)
    curves = {each.group: each for each in result.curves if each.code == "recidive"}
    assert curves["vroeg"].of == (0, 1, 5)
    assert curves["later"].of == (2, 3)
    assert (curves["vroeg"].moments[0].at, curves["vroeg"].moments[0].value) == (90, 0.0)
    assert [(m.at, round(m.value, 4)) for m in curves["vroeg"].moments if m.events] == [(91, 0.3333), (400, 0.6667)]


def test_who_had_help_and_who_left_share_one_curve_of_help_that_adds_up() -> None:
    units = (unit(1, 400, "", 100), unit(2, 50, "detentie"), unit(3, 400, "", 100), unit(4, 400, ""))
    result = estimate(Cohort(units, date(2026, 6, 30)), E7)
    curve = next(each for each in result.curves if each.code == HELP)
    assert curve.moments[-1].value == pytest.approx(2 / 4)


def test_the_second_effect_leaves_out_what_the_source_has_not_registered_yet() -> None:
    zero, last = date(2024, 1, 1), date(2026, 6, 30)
    old = replace(unit(1, 0, ""), zero=zero, until=date(2025, 6, 30), event="recidive")
    fresh = replace(unit(2, 0, ""), zero=zero, until=date(2025, 7, 1), event="recidive")
    late = replace(unit(3, 0, ""), zero=date(2025, 7, 1), until=last)
    result = estimate(Cohort((old, fresh, late), last), E7)
    assert figure(result, "schuldhulp").units == (0, 1)
    without = figure(result, "schuldhulp-zonder-vertraging")
    assert (without.units, without.of) == ((0,), (0, 1))
    assert without.extra["person_years"] == pytest.approx((546 + 546) / 365.25)


def test_the_second_effect_counts_checks_up_to_where_the_source_is_whole() -> None:
    """Two checks, one of them in the last year: with it cut off there is one, in as many fewer months."""
    marks = {"checks_exposed": 0, "checks_whole": 1, "checks_whole_exposed": 0}
    one = replace(unit(1, 0, ""), zero=date(2024, 1, 1), until=date(2026, 6, 30), checks=2, marks=marks)
    result = estimate(Cohort((one, one), date(2026, 6, 30)), E7)
    months = (date(2025, 6, 30) - date(2024, 1, 1)).days / 30.4375
    found = figure(result, "schuldhulp-zonder-vertraging").extra["checks_per_person_month"]
    assert found == pytest.approx(1 / months)


def test_the_e_value_stands_beside_the_effect_with_the_one_of_its_limit() -> None:
    found = figure(estimate(immortal(), E7), "schuldhulp-e-waarde")
    assert value(found).value > found.extra["e_value_limit"] >= 1


def test_without_an_extract_there_is_no_effect_but_a_sentence_on_what_is_needed() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    held(made, "interventie-schulden", "p1", "2024-02-01")
    cohort = select(made.rows(), E7)
    assert cohort.units[0].missing
    result = estimate(cohort, E7)
    assert figure(result, "schuldhulp").estimate is None
    assert [gap.nl for gap in result.gaps] == [gap.nl for gap in result.gaps if "uittreksel" in gap.nl] != []


def test_nobody_alone_and_nobody_helped_are_answered() -> None:
    assert estimate(select(Made().rows(), E7), E7).counted == 0
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", "2024-04-10")
    result = estimate(select(made.rows(), E7), E7)
    assert figure(result, "schuldhulp").estimate is None
    assert "dag waarop hulp begon" in result.gaps[0].nl


def test_below_the_minimum_the_whole_answer_has_counts_only() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", "2024-04-10")
    result = answer(QUESTION, E7, made.rows(), looks=1)
    assert all(each.estimate is None for each in result.figures)
    assert "below_minimum" in {each.code for each in result.cautions}


def test_a_whole_answer_is_sound_and_warns_that_checking_differed() -> None:
    made = Made("2026-06-30")
    for number in range(70):
        person = f"p{number}"
        made.supervision(person, later(START, number % 7))
        if number % 2:
            held(made, "interventie-schulden", person, later(START, 30 + 3 * number))
            made.check(made.condition(person, START, "2026-12-31"), later(START, 300 + number))
        if number % 3 == 0:
            new_case(made, person, later(START, 40 + 9 * number))
    result = answer(QUESTION, E7, made.rows(), looks=1)
    effect = figure(result, "schuldhulp")
    ratio = value(effect)
    assert ratio.low is not None
    assert ratio.high is not None
    assert 0 < ratio.low < ratio.value < ratio.high
    assert effect.extra["checks_per_person_month_exposed"] > effect.extra["checks_per_person_month_other"] == 0
    assert {"unequal_detection", "registration_lag"} <= {each.code for each in result.cautions}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(draw: random.Random, chance: random.Random) -> None:
    made = Made("2026-06-30")
    for _ in range(draw.randint(1, 8)):
        person = f"p{draw.randint(1, 4)}"
        start = later(START, draw.randint(0, 5))
        made.supervision(
            person, start, *([later(start, draw.randint(0, 9)), "detentie"] if draw.random() < 0.5 else [])
        )
        held(made, "interventie-schulden", person, later(start, draw.randint(-2, 5)))
        new_case(made, person, later(start, draw.randint(-1, 6)), classification=draw.choice(["SCM1993", "SCM2010"]))
    rows = made.rows()
    assert select(mixed(rows, chance), E7).sha256 == select(rows, E7).sha256


def test_where_no_help_has_any_effect_none_is_found() -> None:
    logs, errors = [], []
    for seed in range(3):
        result = estimate(select(invented(seed, checks=0, supervisions=160, on=date(2026, 6, 30)), E7), E7)
        found = value(figure(result, "schuldhulp"))
        assert found.low
        assert found.high
        logs.append(log(found.value))
        errors.append(log(found.high / found.low) / (2 * 1.96))
    assert abs(mean(logs)) < 2.5 * sqrt(sum(error**2 for error in errors)) / len(errors)
