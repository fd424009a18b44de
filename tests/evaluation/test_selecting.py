"""Who is followed until when, what happened to a record, how often somebody was checked: tables with near misses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation import Exposure, Protocol, Unit
from inzage.evaluation.catalogue import protocol
from inzage.evaluation.selecting import (
    beside,
    by_person,
    checked_on,
    checks,
    day,
    during,
    entered,
    exposed_days,
    first,
    followed,
    now,
    person_years,
    states,
    while_exposed,
)
from tests.evaluation.made import Made, on

ZERO = date(2026, 1, 1)
EXTRACTED = date(2026, 12, 31)
DAYS = st.integers(0, 400).map(lambda n: ZERO + timedelta(n))


def a_year(*competing: str) -> Protocol:
    """A protocol that follows for 100 days."""
    return replace(protocol("pilot-50"), follow_up_days=100, competing=competing)


def unit(days: int = 0, checks: int = 0, event: str = "", exposures: tuple[Exposure, ...] = ()) -> Unit:
    return Unit("p", ("s",), ZERO, ZERO + timedelta(days), event=event, exposures=exposures, checks=checks)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        ("2026-02-29", None),
        ("", None),
        (None, None),
        (20260228, date(2026, 2, 28)),
    ],
)
def test_a_day_of_an_attribute(value: object, found: date | None) -> None:
    assert day(value) == found


@pytest.mark.parametrize(
    ("outcome", "exits", "competing", "until", "event"),
    [
        (None, {}, (), 100, ""),
        (99, {}, (), 99, "recidive"),
        (100, {}, (), 100, "recidive"),
        (101, {}, (), 100, ""),
        (50, {"detentie": 50}, ("detentie",), 50, "recidive"),
        (50, {"detentie": 49}, ("detentie",), 49, "detentie"),
        (50, {"detentie": 49}, (), 49, ""),
        (None, {"detentie": 100}, ("detentie",), 100, "detentie"),
        (None, {"detentie": 101}, ("detentie",), 100, ""),
        (None, {"detentie": None}, ("detentie",), 100, ""),
        (None, {"detentie": 30, "overleden": 20}, ("detentie", "overleden"), 20, "overleden"),
    ],
)
def test_a_follow_up_ends_with_the_first_that_happens(
    outcome: int | None, exits: dict[str, int | None], competing: tuple[str, ...], until: int, event: str
) -> None:
    happened = None if outcome is None else ZERO + timedelta(outcome)
    left = {code: None if days is None else ZERO + timedelta(days) for code, days in exits.items()}
    found = followed(ZERO, a_year(*competing), EXTRACTED, ("recidive", happened), left)
    assert found == (ZERO + timedelta(until), event)


def test_nobody_is_followed_past_the_extraction() -> None:
    assert followed(ZERO, a_year(), ZERO + timedelta(40)) == (ZERO + timedelta(40), "")


@given(DAYS, st.none() | DAYS, st.none() | DAYS)
def test_a_follow_up_never_leaves_its_bounds(extracted: date, outcome: date | None, left: date | None) -> None:
    until, event = followed(ZERO, a_year("weg"), extracted, ("iets", outcome), {"weg": left})
    assert ZERO <= until <= max(ZERO, min(extracted, ZERO + timedelta(100)))
    assert event in {"", "iets", "weg"}
    if event == "iets":
        assert until == outcome


@pytest.mark.parametrize(("days", "many"), [([0, 10], 2), ([-1, 11], 0), ([5, 5], 2), ([], 0)])
def test_checks_on_both_ends_count(days: list[int], many: int) -> None:
    assert during([ZERO + timedelta(n) for n in days], ZERO, ZERO + timedelta(10)) == many


def test_the_first_day_after_another_is_not_that_day_itself() -> None:
    assert first([ZERO, None, ZERO + timedelta(2), ZERO + timedelta(1)], ZERO) == ZERO + timedelta(1)
    assert first([ZERO, None], ZERO) is None


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([], 0),
        ([(0, None)], 100),
        ([(-50, None)], 100),
        ([(10, 20)], 10),
        ([(10, 20), (15, 30)], 20),
        ([(10, 20), (12, 14)], 10),
        ([(90, 200)], 10),
        ([(100, None)], 0),
        ([(-20, 0)], 0),
        ([(50, 60), (10, 20)], 20),
    ],
)
def test_exposed_days_lie_within_the_follow_up_and_count_once(spans: list[tuple[int, int | None]], days: int) -> None:
    made = tuple(
        Exposure("x", ZERO + timedelta(since), None if until is None else ZERO + timedelta(until))
        for since, until in spans
    )
    assert exposed_days(unit(100, exposures=made)) == days


def test_a_check_on_the_first_day_of_an_exposure_is_in_it_and_on_its_last_is_not() -> None:
    exposure = Exposure("x", ZERO + timedelta(10), ZERO + timedelta(20))
    days = [ZERO + timedelta(n) for n in (9, 10, 19, 20)]
    assert while_exposed(days, [exposure]) == 2
    assert while_exposed(days, [exposure, Exposure("y", ZERO + timedelta(20))]) == 3


def test_what_stands_beside_a_figure_is_reckoned_by_hand() -> None:
    """730.5 days are two years and 24 months: 6 checks are a quarter of one a month."""
    told = beside([unit(365, checks=4, event="recidive"), unit(365, checks=2), unit(0)])
    assert told["n"] == 3
    assert told["events"] == 1
    assert told["person_years"] == pytest.approx(730 / 365.25)
    assert told["checks_per_person_month"] == pytest.approx(6 / (730 / (365.25 / 12)))
    assert beside([unit(1)], events=7)["events"] == 7


def test_of_nobody_nothing_is_divided() -> None:
    assert beside([]) == {"n": 0, "events": 0, "person_years": 0.0, "checks_per_person_month": 0.0}
    assert person_years([unit(0)]) == 0.0


def test_a_check_counts_once_it_was_begun_and_came_to_its_end() -> None:
    made = Made()
    condition = made.condition("p1", "2026-01-01", "2026-12-31")
    done = made.check(condition, "2026-03-02")
    stopped = made.check(condition, "2026-02-02", "gestopt", reason="techniek")
    for how in ("niet_verschenen", "afgezegd", "verlopen", "onderweg", "gepland", "voorgenomen"):
        made.check(condition, "2026-03-01", how)
    found = checks(made.rows())
    assert [(each.event.source, each.how) for each in found] == [(stopped, "gestopt"), (done, "gedaan")]
    assert [each.begun for each in found] == [on("2026-02-02"), on("2026-03-02")]
    assert found[0].ending.reasons == {"reason": "techniek"}
    assert checked_on(made.rows()) == {"p1": [on("2026-02-02"), on("2026-03-02")]}


def test_a_check_that_was_reviewed_afterwards_is_still_the_check_that_it_was() -> None:
    made = Made()
    states_ = [("gepland", "2026-01-02"), ("onderweg", "2026-01-09"), ("gedaan", "2026-01-10", {"minutes": 30})]
    made.record("controle", "p1", "2026-01-02", [*states_, ("beoordeeld", "2026-01-12")])
    (check,) = checks(made.rows())
    assert (check.begun, check.ended, check.how) == (on("2026-01-09"), on("2026-01-10"), "gedaan")


def test_states_of_a_record_are_in_order_whatever_the_order_of_the_rows() -> None:
    made = Made()
    source = made.record("toezicht", "p1", "2026-01-01", [("open", "2026-01-01"), ("gesloten", "2026-02-01")])
    made.spans.reverse()
    found = states(made.rows(), "toezicht")[source]
    assert [span.state for span in found] == ["open", "gesloten"]
    assert now(found) == "gesloten" and now([]) == ""
    assert entered(found, "open", "gesloten") is found[0]
    assert entered(found, "geschorst") is None


def test_events_are_kept_apart_by_person() -> None:
    made = Made()
    made.supervision("p2", "2026-02-01")
    made.supervision("p1", "2026-01-01")
    made.supervision("p2", "2026-01-05")
    found = by_person(made.rows(), "toezicht")
    assert {person: [each.on for each in events] for person, events in found.items()} == {
        "p1": [on("2026-01-01")],
        "p2": [on("2026-01-05"), on("2026-02-01")],
    }
