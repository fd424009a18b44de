"""What was recorded on a day, what is known of that day now, and what rests on a faulty version."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inzage.register import Overtaken, Refused, log
from inzage.register.export import intervals
from inzage.register.histories import Seen, Span, as_recorded_on, including_corrections, spans
from inzage.register.instruments import invalidate_instrument_version, resting_on
from inzage.register.log import verify
from inzage.register.models import Record
from inzage.register.writing import Times, correct
from tests.register.ground import (
    ADMIN,
    COLLEAGUE,
    KINDS,
    LEAD,
    OFFICER,
    POLICE,
    at,
    condition,
    go,
    make,
    state,
    trajectory,
)


class Clock:
    """The machine's clock, set by the test."""

    def __init__(self) -> None:
        self.moment = at("2026-01-05")

    def on(self, day: str) -> None:
        self.moment = at(day)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(log, "now", told)
    return told


def place() -> Record:
    return trajectory(data={"region": "noord"})


def regions(seen: list[object]) -> list[tuple[str, str]]:
    return [(each.record.data["region"], each.state) for each in seen if each.record.kind == "toezicht"]  # type: ignore[attr-defined]


def test_as_recorded_then_and_as_known_now_differ_by_what_was_corrected(clock: Clock) -> None:
    wrong = place()
    clock.on("2026-03-01")
    correct(KINDS, wrong, OFFICER, {"category": "cyber", "region": "zuid"}, Times(wrong.happened))
    for day, then in (("2026-02-01", "noord"), ("2026-03-02", "zuid")):
        assert regions(as_recorded_on(at(day))) == [(then, "open")]
        assert regions(including_corrections(at(day))) == [("zuid", "open")]


def test_a_step_told_late_counts_from_when_it_happened_in_one_history_only(clock: Clock) -> None:
    thing = place()
    clock.on("2026-03-01")
    go(thing, "geschorst", OFFICER, "2026-02-01")
    assert regions(as_recorded_on(at("2026-02-15"))) == [("noord", "open")]
    assert regions(including_corrections(at("2026-02-15"))) == [("noord", "geschorst")]
    assert regions(including_corrections(at("2026-01-31"))) == [("noord", "open")]


def test_before_it_was_recorded_there_was_nothing(clock: Clock) -> None:
    clock.on("2026-02-01")
    place()
    assert as_recorded_on(at("2026-01-31")) == []
    assert regions(including_corrections(at("2026-01-31"))) == [("noord", "open")]
    assert including_corrections(at("2026-01-04")) == []


def test_a_correction_of_the_day_moves_it_in_what_is_known_now(clock: Clock) -> None:
    thing = place()
    clock.on("2026-03-01")
    correct(KINDS, thing, OFFICER, thing.data, Times(at("2026-02-10")))
    assert regions(including_corrections(at("2026-02-09"))) == []
    assert regions(as_recorded_on(at("2026-02-09"))) == [("noord", "open")]


def test_steps_before_and_after_a_correction_are_one_line_of_time(clock: Clock) -> None:
    of = condition()
    go(of, "niet_uitgevoerd", OFFICER, "2026-02-01", reason="ziekte")
    right = correct(KINDS, of, OFFICER, of.data | {"block_version": 2}, Times(of.happened))
    go(right, "lopend", OFFICER, "2026-02-11")
    assert spans(right) == [
        Span("lopend", at("2026-01-05"), at("2026-02-01"), {}),
        Span("niet_uitgevoerd", at("2026-02-01"), at("2026-02-11"), {"reason": "ziekte"}),
        Span("lopend", at("2026-02-11"), None, {}),
    ]


def test_one_trajectory_can_be_asked_alone(clock: Clock) -> None:
    first, second = place(), place()
    talk = make("gesprek", trajectory=first)
    make("gesprek", trajectory=second)
    for history in (as_recorded_on, including_corrections):
        assert [seen.record for seen in history(at("2026-06-01"), first.id)] == [talk]


def test_intervals_tell_the_reasons_of_a_closed_list(clock: Clock) -> None:
    of = condition()
    go(of, "niet_uitgevoerd", OFFICER, "2026-02-01", reason="ziekte")
    told = [
        (each.state, str(each.since), each.until, each.reasons)
        for each in intervals(KINDS, b"k")
        if "controle" in each.kind
    ]
    assert told[1] == ("niet_uitgevoerd", "2026-02-01", None, {"reason": "ziekte"})
    assert len(told) == 2


def judged(version: str = "5.1", code: str = "RISC") -> Record:
    return make(
        "oordeel", trajectory=place(), data={"instrument": {"code": code, "version": version, "outcome": "laag"}}
    )


def invalidated(version: str = "5.1") -> list[object]:
    return list(invalidate_instrument_version(KINDS, ADMIN, "RISC", version, at("2026-02-12")))


def test_a_faulty_version_flags_every_decision_that_rests_on_it_however_far() -> None:
    first, other = judged(), judged("5.2")
    elsewhere = judged(code="STATIC-99R")
    second = make("vervolg", trajectory=first.trajectory, about=first)
    work = make("interventie-schulden", trajectory=first.trajectory, about=second)
    third = make("vervolg", trajectory=first.trajectory, about=work)
    beside = make("vervolg", trajectory=other.trajectory, about=other)
    assert invalidated() == [first.id, second.id, third.id]
    assert {state(each) for each in (first, second, third)} == {"te_herzien"}
    assert {state(each) for each in (other, elsewhere, beside)} == {"vastgesteld"}
    step = first.steps.get(place=1)
    assert step.details == {"reason": "instrumentversie-onjuist", "instrument": "RISC", "version": "5.1"}
    assert verify() > 0


def test_once_flagged_it_is_flagged() -> None:
    first = judged()
    assert invalidated() == [first.id]
    assert invalidated() == []
    go(first, "herzien", COLLEAGUE, outcome="vervangen")
    assert state(first) == "herzien"


def test_a_corrected_assessment_rests_on_the_version_it_was_corrected_to() -> None:
    first = judged()
    instrument = first.data["instrument"] | {"version": "5.2"}
    right = correct(KINDS, first, OFFICER, first.data | {"instrument": instrument}, Times(first.happened))
    assert list(resting_on("RISC", "5.1")) == []
    assert invalidated("5.2") == [right.id]
    with pytest.raises(Overtaken):
        go(first, "te_herzien", LEAD, reason="betwist")


def test_a_role_that_may_not_ask_for_a_review_flags_nothing() -> None:
    first = judged()
    with pytest.raises(Refused):
        invalidate_instrument_version(KINDS, POLICE, "RISC", "5.1", at("2026-02-12"))
    assert state(first) == "vastgesteld"


def test_a_finding_is_disputed_and_recounted_by_somebody_else() -> None:
    of = condition()
    done = make("gesprek", trajectory=of.trajectory)
    found = make("gedraging", trajectory=of.trajectory, about=done, by=OFFICER)
    go(found, "betwist", OFFICER)
    with pytest.raises(Refused, match="second person"):
        go(found, "vervallen", OFFICER)
    go(found, "vervallen", COLLEAGUE)
    assert state(found) == "vervallen"


@pytest.mark.parametrize("history", [as_recorded_on, including_corrections])
def test_a_long_timeline_takes_no_more_queries_than_a_short_one(history: Callable[..., list[Seen]]) -> None:
    thing = place()
    for _ in range(20):
        make("gesprek", trajectory=thing)
    with CaptureQueriesContext(connection) as asked:
        assert len(history(at("2099-01-01"), thing.id)) == 20
    assert len(asked) == 2
