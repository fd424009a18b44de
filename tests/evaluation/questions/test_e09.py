"""Experience workers: each person with himself by the day, and nothing of re-offending until both groups bear it."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Cohort, Exposure, Figure, Result, Unit
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions.e09_experience import NEEDED, QUESTION, WORKER, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.following import held, missed, new_case, planned
from tests.evaluation.questions.mixing import mixed

E9 = protocol("E9")
START, FIRST = "2025-01-01", "2025-07-01"


def contact(made: Made, person: str, on: str) -> None:
    held(made, "ervaringscontact", person, on, contact="gesprek", performers=[{"function": WORKER}])


def only(made: Made) -> Unit:
    (unit,) = select(made.rows(), E9).units
    return unit


def figure(result: Result, code: str, group: str = "") -> Figure:
    return next(each for each in result.figures if (each.code, each.group) == (code, group))


def begun(closed: str = "") -> Made:
    made = Made("2026-06-30")
    made.supervision("p1", START, closed)
    contact(made, "p1", FIRST)
    return made


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        (later(FIRST, -183), 0, 0),
        (later(FIRST, -182), 0, 0),
        (later(FIRST, -181), 1, 0),
        (later(FIRST, -1), 1, 0),
        (FIRST, 0, 0),
        (later(FIRST, 1), 0, 1),
        (later(FIRST, 182), 0, 1),
        (later(FIRST, 183), 0, 0),
    ],
)
def test_appointments_count_half_a_year_on_either_side_of_the_first_contact(on: str, before: int, after: int) -> None:
    # The supervision began 181 days before the first contact.
    made = begun()
    held(made, "gesprek", "p1", on, place="kantoor")
    assert (only(made).marks["before"], only(made).marks["after"]) == (before, after)


def test_a_half_year_before_is_inclusive_where_the_supervision_is_longer() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", "2024-01-01")
    contact(made, "p1", FIRST)
    for days in (-182, -183):
        held(made, "gesprek", "p1", later(FIRST, days))
    assert only(made).marks["before"] == 1


def test_after_the_supervision_was_closed_nothing_counts() -> None:
    made = begun(closed="2025-08-01")
    held(made, "gesprek", "p1", "2025-08-01")
    held(made, "gesprek", "p1", "2025-08-02")
    assert only(made).marks["after"] == 1


@pytest.mark.parametrize(
    ("reason", "kept", "every"), [("aanvaardbaar", 0, 1), ("niet-aanvaardbaar", 0, 1), ("organisatie", 0, 0)]
)
def test_what_the_organisation_called_off_is_no_appointment(reason: str, kept: int, every: int) -> None:
    made = begun()
    missed(made, "gesprek", "p1", "2025-08-01", reason)
    planned(made, "gesprek", "p1", "2025-08-02")
    planned(made, "gesprek", "p1", "2025-08-03", "verlopen")
    assert (only(made).marks["after_kept"], only(made).marks["after"]) == (kept, every)


def test_a_conversation_with_an_experience_worker_is_a_contact_and_not_an_appointment() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    performers = [{"function": "toezichthouder"}, {"function": WORKER}]
    held(made, "gesprek", "p1", "2025-03-01", performers=performers)
    held(made, "gesprek", "p1", "2025-04-01", performers=performers[:1])
    assert only(made).exposures == (Exposure(WORKER, date(2025, 3, 1)),)
    assert (only(made).marks["contacts"], only(made).marks["after"]) == (1, 1)


def test_a_contact_before_the_supervision_or_that_was_missed_is_none() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    contact(made, "p1", later(START, -1))
    missed(made, "ervaringscontact", "p1", "2025-03-01")
    planned(made, "ervaringscontact", "p1", "2025-03-02")
    assert not only(made).exposures
    assert only(made).marks["contacts"] == 0


@pytest.mark.parametrize(("on", "exposed"), [("2025-03-01", True), ("2025-03-02", False)])
def test_a_contact_after_the_new_case_is_no_exposure_to_it(on: str, exposed: bool) -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    new_case(made, "p1", "2025-03-01")
    contact(made, "p1", on)
    assert bool(only(made).exposures) is exposed
    assert only(made).marks["contacts"] == 1


def attending(made: Made, person: str, before: str, after: str) -> None:
    """Appointments on either side of the first contact: + kept, - missed."""
    made.supervision(person, START)
    contact(made, person, FIRST)
    for side, signs in ((-1, before), (1, after)):
        for number, sign in enumerate(signs, 1):
            (held if sign == "+" else missed)(made, "gesprek", person, later(FIRST, side * 7 * number))


def test_attendance_equals_a_count_by_hand() -> None:
    made = Made("2026-06-30")
    for person, before, after in (
        ("p1", "+-", "++"),
        ("p2", "--", "+-"),
        ("p3", "++-", "++++--"),
        ("p4", "++", "+-"),
        ("p5", "+++", ""),
        ("p6", "-", "+"),
    ):
        attending(made, person, before, after)
    result = estimate(select(made.rows(), E9), E9)
    better = figure(result, "opkomst-verbeterd")
    cohort = select(made.rows(), E9)
    assert {cohort.units[place].person for place in better.units} == {"p1", "p2", "p6"}
    assert {cohort.units[place].person for place in better.of} == {"p1", "p2", "p4", "p6"}
    assert better.estimate
    assert better.estimate.value == 3 / 4
    assert better.extra["p"] == pytest.approx(2 * (4 + 1) / 16)
    before, after = figure(result, "opkomst-voor"), figure(result, "opkomst-na")
    assert before.estimate
    assert after.estimate
    # Of those with both sides: 1+0+2+2+0 of 2+2+3+2+1, and 2+1+4+1+1 of 2+2+6+2+1.
    assert before.estimate.value == pytest.approx(5 / 10)
    assert after.estimate.value == pytest.approx(9 / 13)


def view(made: Made, person: str, on: str, moment: str, answer: str) -> None:
    made.record("eigen-oordeel", person, on, [("vastgelegd", on)], moment=moment, answer=answer)


def test_who_was_not_asked_or_left_stays_in_the_denominator_of_views() -> None:
    made = Made("2026-06-30")
    for number in range(3):
        made.supervision(f"p{number}", START, "2025-03-01" if number == 2 else "")
        contact(made, f"p{number}", "2025-02-01")
    made.supervision("p3", "2026-03-01")
    contact(made, "p3", "2026-04-01")
    view(made, "p0", "2025-07-01", "6-maanden", "helpt")
    view(made, "p1", "2025-07-01", "6-maanden", "geen-antwoord")
    view(made, "p1", "2025-07-01", "na-controle", "helpt")
    result = estimate(select(made.rows(), E9), E9)
    counted = {code: (len(f.units), len(f.of)) for f in result.figures if (code := f.code).startswith("oordeel")}
    assert counted["oordeel-6-maanden"] == (1, 3)
    assert counted["oordeel-6-maanden-gevraagd"] == (2, 3)
    assert counted["oordeel-start"] == (0, 4)
    assert not [gap for gap in result.gaps if "oordeel" in gap.nl]


def unit(number: int, days: int, event: str, met: int | None) -> Unit:
    zero = date(2020, 1, 1)
    exposures = () if met is None else (Exposure(WORKER, date.fromisoformat(later("2020-01-01", met))),)
    marks = {"contacts": len(exposures), "begun_ago": 2000, "checks_exposed": 0}
    until = date.fromisoformat(later("2020-01-01", days))
    return Unit(f"p{number}", (f"s{number}",), zero, until, event, marks=marks, exposures=exposures)


def groups(had: int, had_not: int) -> Cohort:
    """Every third re-offends, in either group on the same days."""
    made = [
        unit(number, 200 + 2 * number, "" if number % 3 else "recidive", met)
        for many, met in ((had, 182), (had_not, 183))
        for number in range(many)
    ]
    units = [replace(each, person=f"p{place}", sources=(f"s{place}",)) for place, each in enumerate(made)]
    return Cohort(tuple(units), date(2026, 6, 30))


def test_below_the_number_per_group_there_is_a_sentence_and_no_figure() -> None:
    assert NEEDED == 335
    result = estimate(groups(NEEDED - 1, NEEDED), E9)
    assert not result.curves
    assert not [each for each in result.figures if each.code.startswith("recidive")]
    (gap,) = [each for each in result.gaps if "recidive" in each.nl]
    assert "334" in gap.nl
    assert gap.nl.count("335") == 2
    assert "334" in gap.en


def test_from_that_number_on_it_is_shown_from_the_landmark_with_all_that_stands_beside_it() -> None:
    result = estimate(groups(NEEDED, NEEDED), E9)
    hazard = figure(result, "recidive")
    assert hazard.effect
    assert hazard.estimate
    assert hazard.estimate.value == pytest.approx(1)
    assert {"n", "events", "person_years", "checks_per_person_month"} <= hazard.extra.keys()
    assert {curve.group: len(curve.of) for curve in result.curves} == {"contact": NEEDED, "nog-geen-contact": NEEDED}
    assert all(curve.form == "incidence" and curve.moments[0].at == 182 for curve in result.curves)
    assert figure(result, "recidive-2-jaar", "contact").estimate


def test_who_had_no_contact_by_the_landmark_counts_as_such_also_with_contact_later() -> None:
    cohort = Cohort((unit(1, 900, "", 182), unit(2, 900, "", 183), unit(3, 182, "recidive", 10)), date(2026, 6, 30))
    (gap,) = [each for each in estimate(cohort, E9).gaps if "recidive" in each.nl]
    assert "hadden 1 mensen" in gap.nl
    assert "1 nog niet" in gap.nl


def test_what_is_not_recorded_is_a_gap_that_says_what_is_needed() -> None:
    made = Made("2026-06-30")
    made.supervision("p1", START)
    gaps = [gap.nl for gap in estimate(select(made.rows(), E9), E9).gaps]
    assert len(gaps) == 2
    assert "ervaringswerker" in gaps[0]
    assert "uittreksel" in gaps[1]
    contact(made, "p1", FIRST)
    assert "bij de start, na 6 en na 12 maanden" in estimate(select(made.rows(), E9), E9).gaps[0].nl


def test_nobody_and_one_are_answered() -> None:
    assert not estimate(select(Made().rows(), E9), E9).gaps
    result = answer(QUESTION, E9, begun().rows(), looks=1)
    assert result.counted == 1
    assert all(each.estimate is None for each in result.figures)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(draw: random.Random, chance: random.Random) -> None:
    made = Made("2026-06-30")
    for _ in range(draw.randint(1, 6)):
        person = f"p{draw.randint(1, 3)}"
        made.supervision(person, later(START, draw.randint(0, 2)))
        contact(made, person, later(START, draw.randint(-1, 3)))
        held(made, "gesprek", person, later(START, draw.randint(0, 5)))
        missed(made, "gesprek", person, later(START, draw.randint(0, 5)))
        view(made, person, later(START, draw.randint(0, 2)), "6-maanden", draw.choice(["helpt", "wisselend"]))
    rows = made.rows()
    assert select(mixed(rows, chance), E9).sha256 == select(rows, E9).sha256


def test_steps_of_one_day_keep_their_meaning() -> None:
    made = begun()
    steps: list[State] = [(state, "2025-08-01") for state in ("voorgenomen", "gepland", "onderweg", "gedaan")]
    made.record("gesprek", "p1", "2025-08-01", steps)
    assert (only(made).marks["after_kept"], only(made).marks["after"]) == (1, 1)
