"""What a night came to: each run in one night, what asks for a person first, honest where there was nothing."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from inzage.cli import _night_text
from inzage.register.running import Priority, Running, State, machines, nights, pausing, runs
from inzage.register.running.night_words import BECAME, TODAY
from inzage.register.running.nights import Became, Night, night_of, summary
from inzage.register.running.tables import Machine, Run
from tests.register.ground import EXPERT
from tests.register.running.desk import Desk, make_desk
from tests.register.running.test_claims import order_at, waits

NIGHT = Night(date(2026, 11, 22))
EVENING = NIGHT.begins + timedelta(hours=11)
MORNING = NIGHT.begins + timedelta(hours=20)
HERE = runs.machine()
WHY = "Onderhoud aan de machine."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("nights"))


@generated(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))
def test_every_moment_is_in_one_night(moment: datetime) -> None:
    night = night_of(moment)
    assert night.begins <= moment < night.ends
    assert (night.after.before, night.after.begins) == (night, night.ends)


def test_a_night_in_which_the_clock_is_changed_is_longer_or_shorter() -> None:
    hours = [
        (Night(day).ends - Night(day).begins) / timedelta(hours=1)
        for day in (date(2026, 3, 28), date(2026, 10, 24), date(2026, 11, 22))
    ]
    assert hours == [23, 25, 24]


def sat(*spans: tuple[float, float | None], cpu: float = 60.0) -> list[dict[str, Any]]:
    """Sittings, in hours from the evening."""

    def at(hours: float | None) -> str:
        return "" if hours is None else (EVENING + timedelta(hours=hours)).astimezone(UTC).isoformat()

    return [{"from": at(first), "to": at(last), "state": "", "cpu": cpu} for first, last in spans]


class Laboratory:
    """Runs under one order, of checks of their own."""

    def __init__(self, desk: Desk) -> None:
        self.given, self.of = order_at(desk)

    def ran(self, state: State, code: int | None = None, *, hours: float = 1.0, **more: Any) -> Run:
        """One that was in hand for an hour, and ended an hour after the evening."""
        ended = None if state in (State.QUEUED, State.RUNNING) else EVENING + timedelta(hours=hours)
        told = {"queued": EVENING, "begun": EVENING, "heartbeat": EVENING, "ended": ended, "sat": sat((0, hours))}
        held = {"owner": "w", "lease_until": MORNING, "heartbeat": MORNING} if state is State.RUNNING else {}
        return waits(self.given, self.of, state=state.value, exit_code=code, **{**told, **held, **more})


@pytest.fixture
def lab(desk: Desk) -> Laboratory:
    return Laboratory(desk)


BECOMES: Mapping[str, tuple[State, int | None, str, Became]] = {
    "every question was answered": (State.TAKEN_IN, 0, "check", Became.DONE),
    "a question was not assessable": (State.TAKEN_IN, 4, "check", Became.NOT_ASSESSABLE),
    "it was halted": (State.STOPPED, 3, "check", Became.HALTED),
    "the carrier was gone": (State.FAILED, 1, "check", Became.FAILED),
    "the mandate refused it": (State.FAILED, 5, "check", Became.FAILED),
    "its case was refused": (State.FINISHED, 0, "check", Became.NOT_TAKEN_IN),
    "a recount ended": (State.FINISHED, 0, "recount", Became.DONE),
    "a recount ended with a question open": (State.FINISHED, 4, "recount", Became.DONE),
    "somebody interrupted it": (State.INTERRUPTED, 6, "check", Became.PAUSED),
    "it runs": (State.RUNNING, None, "check", Became.RUNNING),
    "it waits": (State.QUEUED, None, "check", Became.WAITING),
}


@pytest.mark.parametrize("what", BECOMES)
def test_of_a_run_it_is_told_that(what: str) -> None:
    state, code, purpose, became = BECOMES[what]
    assert nights.became(Run(state=state.value, exit_code=code, purpose=purpose)) is became


def test_what_asks_for_a_person_stands_first(lab: Laboratory) -> None:
    order = [
        lab.ran(State.STOPPED, 3),
        lab.ran(State.FAILED, 1, priority=Priority.URGENT.value),
        lab.ran(State.FAILED, 1),
        lab.ran(State.FINISHED, 0),
        lab.ran(State.TAKEN_IN, 4),
        lab.ran(State.INTERRUPTED, 6),
        lab.ran(State.RUNNING),
        lab.ran(State.QUEUED, sat=[], begun=None),
        lab.ran(State.TAKEN_IN, 0),
    ]
    told = summary(NIGHT, MORNING, organisation="rn-1")
    assert [line.run for line in told.lines] == order
    assert told.counts == {one: 2 if one is Became.FAILED else 1 for one in Became}
    assert (told.laid, told.going) == (9, True)
    assert {line.became for line in told.of(*nights.FOR_SOMEBODY)} == set(TODAY)
    assert BECAME.keys() == set(Became)


def test_what_ended_is_in_one_night_and_what_waits_in_the_night_at_hand(lab: Laboratory) -> None:
    before = lab.ran(State.TAKEN_IN, 0, ended=NIGHT.begins - timedelta(seconds=1))
    first, last = (lab.ran(State.TAKEN_IN, 0, ended=at) for at in (NIGHT.begins, NIGHT.ends - timedelta(seconds=1)))
    waiting = lab.ran(State.QUEUED)
    later = NIGHT.ends + timedelta(hours=1)
    found = {night: {line.run for line in summary(night, later).lines} for night in (NIGHT.before, NIGHT, NIGHT.after)}
    assert found == {NIGHT.before: {before}, NIGHT: {first, last}, NIGHT.after: {waiting}}
    assert [summary(night, later).going for night in found] == [False, False, True]


def test_runs_of_others_are_not_in_it(lab: Laboratory) -> None:
    theirs, elsewhere = lab.ran(State.FAILED, 1, organisation="svg-1"), lab.ran(State.FAILED, 1, machine="elders")
    assert [line.run for line in summary(NIGHT, MORNING, organisation="svg-1").lines] == [theirs]
    assert [line.run for line in summary(NIGHT, MORNING, machine="elders").lines] == [elsewhere]
    assert len(summary(NIGHT, MORNING).lines) == 2


def test_how_much_of_a_machine_was_used_is_counted_inside_the_night(lab: Laboratory) -> None:
    Machine.objects.create(machine=HERE, seen=MORNING, seats=2, cores=4)
    lab.ran(State.TAKEN_IN, 0, sat=sat((0, 1), (2, 4)), hours=4)
    lab.ran(State.TAKEN_IN, 0, sat=sat((0, 3)), hours=3)
    (use,) = summary(NIGHT, MORNING).uses
    assert (use.worked, use.cpu, use.over, use.taken) == (6 * 3600, 180.0, 4 * 3600, 0.75)
    assert (use.seats, use.cores, use.away) == (2, 4, False)
    assert sorted(line.sat for line in summary(NIGHT, MORNING).lines) == [1, 2]


def test_what_lasts_over_noon_is_cut_there_with_its_cost(lab: Laboratory) -> None:
    over = lab.ran(State.TAKEN_IN, 0, sat=sat((12, 14), cpu=100.0), hours=14)
    assert over.ended and night_of(over.ended) == NIGHT.after
    for night in (NIGHT, NIGHT.after):
        (use,) = summary(night, over.ended).uses
        assert (use.worked, use.cpu) == (3600, 50.0)


def test_a_worker_that_is_gone_counts_until_its_last_beat_and_one_that_works_until_now(lab: Laboratory) -> None:
    lab.ran(State.FAILED, -9, sat=sat((0, None)), heartbeat=EVENING + timedelta(minutes=30))
    (lost,) = summary(NIGHT, MORNING).lines
    assert lost.seconds == 1800
    lost.run.delete()
    lab.ran(State.RUNNING, sat=sat((0, None)))
    (going,) = summary(NIGHT, MORNING).lines
    assert going.seconds == (MORNING - EVENING).total_seconds()


def test_a_machine_that_is_away_is_named_with_its_last_sign(lab: Laboratory) -> None:
    Machine.objects.create(machine="nacht-1", seen=EVENING, seats=2, cores=8, lacks="disk")
    lab.ran(State.QUEUED, machine="nacht-2", sat=[], begun=None)
    found = {use.name: use for use in summary(NIGHT, MORNING).uses}
    assert (found["nacht-1"].away, found["nacht-1"].seen, found["nacht-1"].lacks) == (True, EVENING, "disk")
    assert (found["nacht-2"].away, found["nacht-2"].seen, found["nacht-2"].taken) == (True, None, None)
    assert set(summary(NIGHT.before, MORNING).uses) == set()


def said(told: nights.Summary) -> str:
    return "\n".join(_night_text.lines(told))


def test_a_night_as_text_names_what_asks_for_a_person_and_no_person(lab: Laboratory) -> None:
    halted = lab.ran(State.STOPPED, 3)
    failed = lab.ran(State.FAILED, 1, said={"nl": "De gegevensdrager is er niet.", "en": "The carrier is gone."})
    lab.ran(State.TAKEN_IN, 0)
    pausing.pause(EXPERT, HERE, Running.FINISH, WHY)
    text = said(summary(NIGHT, MORNING, machine=HERE))
    assert "Nacht van 2026-11-22 op 2026-11-23, van 12.00 tot 12.00 uur (nog bezig)" in text
    assert "Klaargezet in deze nacht: 3" in text
    assert text.index(str(halted.activity_id)) < text.index(str(failed.activity_id))
    assert "De gegevensdrager is er niet." in text and "De wachtrij staat stil sinds" in text
    assert "P-0001" not in text and "/nowhere" not in text


def test_a_night_in_which_nothing_was_done_says_so() -> None:
    text = said(summary(NIGHT, MORNING, machine="nacht-1"))
    assert "Er is niets uitgevoerd en er wacht niets." in text
    assert "nacht-1: niets uitgevoerd." in text
    assert "Deze machine is er niet. Laatste teken: nooit." in text


def test_what_keeps_runs_from_beginning_is_in_the_text() -> None:
    for word, sentence in machines.LACKS.items():
        Machine.objects.update_or_create(
            machine=HERE, defaults={"seen": MORNING, "seats": 1, "cores": 1, "lacks": word}
        )
        assert sentence.nl in said(summary(NIGHT, MORNING, machine=HERE))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.4, "59 s"), (59.6, "1 m 00 s"), (3599, "59 m 59 s"), (3600, "1 u 00 m"), (7505, "2 u 05 m")],
)
def test_a_stretch_of_time_is_said_in_two_parts_at_most(seconds: float, words: str) -> None:
    assert _night_text.spell(seconds) == words
