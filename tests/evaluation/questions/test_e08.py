"""From prison to supervision: terms and gaps by the day, and what changed from a registered day on."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.evaluation import Cohort, Figure, Protocol, Result, Unit
from inzage.evaluation.asking import answer
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.questions.e08_prison import CONDITIONS, QUESTION, estimate, select
from tests.evaluation.made import Made, State, later
from tests.evaluation.questions.following import held, missed
from tests.evaluation.questions.mixing import mixed

E8 = protocol("E8")
IN, OUT = "2026-01-01", "2026-03-01"


def stay(made: Made, person: str, begun: str = IN, closed: str = "", prison: str = "pi-1", **told: str) -> str:
    steps: list[State] = [("open", begun)]
    steps += [("gesloten", told.get("release_on", later(begun, 5)), {"reason": closed})] if closed else []
    return made.record("detentie-re-integratie", person, begun, steps, institution=prison, **told)


def only(made: Made) -> Unit:
    (unit,) = select(made.rows(), E8).units
    return unit


def figure(result: Result, code: str) -> Figure:
    return next(each for each in result.figures if each.code == code)


def counts(made: Made, code: str) -> tuple[int, int]:
    found = figure(estimate(select(made.rows(), E8), E8), code)
    return len(found.units), len(found.of)


@pytest.mark.parametrize(
    ("agreed", "in_time"), [("2026-01-02", True), ("2026-02-01", True), ("2026-02-02", False), ("", False)]
)
def test_the_plan_is_in_time_up_to_day_31(agreed: str, in_time: bool) -> None:
    made = Made("2026-06-30")
    stay(made, "p1", release_on=OUT, **({"plan_agreed_on": agreed} if agreed else {}))
    assert only(made).marks["in_time"] is in_time
    assert counts(made, "plan-op-tijd") == (int(in_time), 1)


@pytest.mark.parametrize(
    ("begun", "release", "ripe"),
    [
        ("2026-05-29", "", True),
        ("2026-05-30", "", False),
        (IN, later(IN, 31), True),
        (IN, later(IN, 30), False),
        (IN, later(IN, 400), True),
    ],
)
def test_a_stay_counts_for_the_plan_once_its_term_has_passed_within_it(begun: str, release: str, ripe: bool) -> None:
    made = Made("2026-06-30")
    stay(made, "p1", begun, **({"release_on": release} if release else {}))
    assert only(made).marks["ripe"] is ripe


def test_a_hand_over_tells_the_day_of_the_plan_too_and_the_first_day_counts() -> None:
    made = Made("2026-06-30")
    key = stay(made, "p1", release_on=OUT, plan_agreed_on="2026-02-20")
    told = {"direction": "DJI-naar-3RO", "plan": "advies", "agreed_on": "2026-01-05"}
    made.record("overdracht-dji-3ro", "p1", "2026-01-05", [("klaar", "2026-01-05")], trajectory=key, **told)
    assert only(made).marks["in_time"] is False
    told["plan"] = "D&R-plan"
    made.record("overdracht-dji-3ro", "p1", "2026-01-05", [("klaar", "2026-01-05")], about=key, **told)
    assert only(made).marks["in_time"] is True


@pytest.mark.parametrize(
    ("direction", "received", "handed"),
    [
        ("DJI-naar-3RO", OUT, True),
        ("DJI-naar-3RO", "2026-03-02", False),
        ("DJI-naar-3RO", "", False),
        ("3RO-naar-DJI", "2026-02-01", False),
    ],
)
def test_the_plan_is_handed_over_when_it_is_received_before_or_on_the_release(
    direction: str, received: str, handed: bool
) -> None:
    made = Made("2026-06-30")
    key = stay(made, "p1", release_on=OUT)
    steps: list[State] = [("klaar", IN), ("verzonden", IN), *([("ontvangen", received)] if received else [])]
    made.record("overdracht-dji-3ro", "p1", IN, steps, trajectory=key, direction=direction, plan="D&R-plan")
    assert only(made).marks["handed_over"] is handed


@pytest.mark.parametrize(
    ("talks", "waited", "contact"),
    [
        (["2026-02-28"], 121, False),
        (["2026-02-28", OUT], 0, True),
        (["2026-03-20", "2026-03-02"], 1, True),
        (["2026-06-30"], 121, True),
        ([], 121, False),
    ],
)
def test_the_gap_runs_from_the_release_to_the_first_conversation(talks: list[str], waited: int, contact: bool) -> None:
    made = Made("2026-06-30")
    stay(made, "p1", release_on=OUT)
    missed(made, "gesprek", "p1", "2026-03-01")
    for on in talks:
        held(made, "gesprek", "p1", on, place="kantoor")
    assert (only(made).marks["waited"], only(made).marks["contact"]) == (waited, contact)


@pytest.mark.parametrize(("days", "waited", "contact"), [(365, 365, True), (366, 365, False)])
def test_a_first_conversation_is_waited_for_during_a_year(days: int, waited: int, contact: bool) -> None:
    made = Made("2026-06-30")
    stay(made, "p1", "2024-01-01", release_on="2025-01-01")
    held(made, "gesprek", "p1", later("2025-01-01", days))
    assert (only(made).marks["waited"], only(made).marks["contact"]) == (waited, contact)


def test_another_stay_ends_the_wait_and_a_conversation_in_it_fills_no_gap() -> None:
    made = Made("2026-06-30")
    stay(made, "p1", release_on=OUT)
    stay(made, "p1", "2026-03-11")
    held(made, "gesprek", "p1", "2026-04-01")
    first, second = select(made.rows(), E8).units
    assert (first.marks["waited"], first.marks["contact"]) == (10, False)
    assert second.marks["released"] is False


@pytest.mark.parametrize(("on", "released"), [("2026-06-30", True), ("2026-07-01", False), ("2025-12-31", False)])
def test_a_release_to_come_or_before_the_stay_is_none(on: str, released: bool) -> None:
    made = Made("2026-06-30")
    stay(made, "p1", release_on=on)
    assert only(made).marks["released"] is released


def test_a_stay_that_was_withdrawn_is_left_out_and_counted() -> None:
    made = Made("2026-06-30")
    stay(made, "p1", closed="ingetrokken")
    stay(made, "p2", closed="termijn-om")
    cohort = select(made.rows(), E8)
    assert [unit.person for unit in cohort.units] == ["p2"]
    assert cohort.left_out == {"ingetrokken": 1}


def test_who_has_no_record_of_the_conditions_is_in_every_denominator() -> None:
    made = Made("2026-06-30")
    keys = [stay(made, f"p{n}", release_on=OUT) for n in range(3)]
    yes, unknown = dict.fromkeys(CONDITIONS, "ja"), dict.fromkeys(CONDITIONS, "ja") | {"care": "onbekend"}
    for key, told, moment in ((keys[0], yes, "vrijlating"), (keys[1], unknown, "vrijlating"), (keys[2], yes, "start")):
        made.record("basisvoorwaarden", "p", OUT, [("vastgelegd", OUT)], trajectory=key, moment=moment, **told)
    assert counts(made, "basis-housing") == (2, 3)
    assert counts(made, "basis-care") == (1, 3)
    assert counts(made, "basis-volledig") == (1, 3)


def test_the_gap_equals_a_count_by_hand_and_ends_at_none_left() -> None:
    made = Made("2026-06-30")
    for number, on in enumerate(["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-16"]):
        stay(made, f"p{number}", release_on=OUT)
        held(made, "gesprek", f"p{number}", on)
    result = estimate(select(made.rows(), E8), E8)
    soon, gap = figure(result, "gesprek-binnen-14-dagen"), figure(result, "gat")
    assert soon.estimate
    assert (soon.estimate.value, len(soon.units)) == (0.75, 3)
    assert soon.estimate.low is not None
    assert soon.estimate.high is not None
    assert soon.estimate.low < 0.75 < soon.estimate.high
    assert gap.estimate
    assert gap.estimate.value == 7
    (curve,) = result.curves
    assert [(m.at, round(m.value, 9)) for m in curve.moments] == [(0, 0.25), (7, 0.5), (14, 0.75), (15, 1.0)]


def test_another_stay_before_a_conversation_is_no_more_waiting() -> None:
    """Two of four were locked up again on day 2: half can still meet, and do on days 5 and 20.

    Taken for merely unseen, as by Kaplan-Meier, all four would have met.
    """
    made = Made("2026-06-30")
    for number in range(4):
        stay(made, f"p{number}", release_on=OUT)
    for number in (0, 1):
        stay(made, f"p{number}", begun=later(OUT, 2))
    held(made, "gesprek", "p2", later(OUT, 5))
    held(made, "gesprek", "p3", later(OUT, 20))
    result = estimate(select(made.rows(), E8), E8)
    (curve,) = result.curves
    assert [(m.at, round(m.value, 9)) for m in curve.moments if m.events] == [(5, 0.25), (20, 0.5)]
    soon, gap = figure(result, "gesprek-binnen-14-dagen"), figure(result, "gat")
    assert soon.estimate
    assert gap.estimate
    assert (soon.estimate.value, gap.estimate.value) == (0.25, 20)


def test_all_met_before_day_14_is_everybody() -> None:
    made = Made("2026-06-30")
    for number in range(3):
        stay(made, f"p{number}", release_on=OUT)
        held(made, "gesprek", f"p{number}", later(OUT, 3 + number))
    found = figure(estimate(select(made.rows(), E8), E8), "gesprek-binnen-14-dagen").estimate
    assert found
    assert found.value == 1


def series(shares: list[int], prison: str = "pi-1", since: str = "2025-01-15") -> list[Unit]:
    """Ten stays in each month around a day, so many of them with a plan in time."""
    begun, units = date.fromisoformat(since), []
    for month, good in enumerate(shares):
        zero = begun + timedelta(days=round(30.4375 * (month - len(shares) // 2)) + 1)
        for number in range(10):
            marks = {"ripe": True, "in_time": number < good, "released": False}
            key = f"{prison}-{month}-{number}"
            units.append(Unit(key, (key,), zero, zero + timedelta(40), "", prison, marks))
    return units


BEFORE, AFTER = [5, 6, 4, 5, 5, 5, 4, 6, 5], [9, 10, 8, 9, 9, 9, 8, 10, 9]
"""Of ten, read from either end, so that they have no slope."""


def rolled(*places: str) -> Protocol:
    return replace(E8, rollout_order=places)


def test_a_step_on_the_registered_day_is_seen_and_none_is_none() -> None:
    cohort = Cohort(tuple(series(BEFORE + AFTER)), date(2026, 6, 30))
    step = figure(estimate(cohort, rolled("overal-2025-01-15")), "sprong")
    assert step.effect
    assert step.estimate
    assert step.estimate.value == pytest.approx(1.8, rel=0.05)
    assert {"n", "events", "person_years", "checks_per_person_month"} <= step.extra.keys()
    flat = Cohort(tuple(series(BEFORE * 2)), date(2026, 6, 30))
    found = figure(estimate(flat, rolled("pi-1-2025-01-15")), "sprong").estimate
    assert found
    assert found.value == pytest.approx(1, rel=0.2)


def test_each_prison_counts_from_its_own_day_and_only_in_months_that_all_have() -> None:
    early, late = series([5, *BEFORE, *AFTER, 9]), series(BEFORE + AFTER, "pi-2", "2025-07-15")
    cohort = Cohort((*early, *late), date(2026, 6, 30))
    step = figure(estimate(cohort, rolled("pi-1-2025-01-15", "pi-2-2025-07-15")), "sprong")
    assert step.estimate
    assert step.estimate.value == pytest.approx(1.8, rel=0.05)
    assert len(step.of) == 2 * 18 * 10
    alone = figure(estimate(cohort, rolled("pi-2-2025-07-15", "pi-3-2025-07-15")), "sprong")
    assert {cohort.units[place].group for place in alone.of} == {"pi-2"}


@pytest.mark.parametrize(("months", "told"), [(16, True), (14, False)])
def test_fewer_than_eight_months_on_a_side_is_a_gap(months: int, told: bool) -> None:
    cohort = Cohort(tuple(series((BEFORE * 2)[:months])), date(2026, 6, 30))
    result = estimate(cohort, rolled("overal-2025-01-15"))
    assert bool([each for each in result.figures if each.effect]) is told
    assert bool(result.gaps) is not told
    assert told or "8" in result.gaps[0].nl


def test_without_a_registered_day_nothing_is_said_of_a_change() -> None:
    cohort = Cohort(tuple(series(BEFORE + AFTER)), date(2026, 6, 30))
    for order in ((), ("pi-1", "pi-2")):
        result = estimate(cohort, replace(E8, rollout_order=order))
        assert not [each for each in result.figures if each.effect]
        assert "niet vastgelegd" in result.gaps[0].nl


def test_nobody_and_one_are_answered() -> None:
    assert estimate(select(Made().rows(), E8), E8).gaps == ()
    made = Made("2026-06-30")
    stay(made, "p1")
    result = answer(QUESTION, E8, made.rows(), looks=1)
    assert result.counted == 1
    assert not result.curves


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_cohort_is_the_same_in_whatever_order_the_rows_come(draw: random.Random, chance: random.Random) -> None:
    made = Made("2026-06-30")
    for _ in range(draw.randint(1, 6)):
        person, begun = f"p{draw.randint(1, 2)}", later(IN, draw.randint(0, 3))
        key = stay(made, person, begun, release_on=later(begun, draw.randint(1, 3)))
        held(made, "gesprek", person, later(begun, draw.randint(1, 5)))
        told = dict.fromkeys(CONDITIONS, draw.choice(["ja", "nee"])) | {"moment": "vrijlating"}
        made.record("basisvoorwaarden", person, begun, [("vastgelegd", begun)], trajectory=key, **told)
    rows = made.rows()
    assert select(mixed(rows, chance), E8).sha256 == select(rows, E8).sha256
