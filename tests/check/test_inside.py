"""Inside the lock: observations become counts, in the days of the window and in no other."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.check import inside
from inzage.check.inside import Reading, handle
from inzage.check.job import Asked, parse_replies, request
from inzage.formats.clocks import MICROSECONDS
from inzage.indicators import Counted, Detector, Registered
from inzage.mandate import DataClass, Question
from inzage.mandate.named import Named, token_of
from inzage.observations import (
    Alike,
    Columns,
    Covers,
    Degraded,
    Direction,
    HistoryEmptied,
    HistoryGap,
    Message,
    Observation,
    OnThisDevice,
    Opened,
    ProgramKind,
    ProgramTrace,
    Search,
    Visit,
)
from inzage.result import OneByOne, Reason, Status, Unreadable
from tests.check.scripted import reads

WINDOW = Window(date(2026, 10, 25), date(2026, 10, 25))  # the day of 25 hours
YES = OnThisDevice.YES
START, END = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)


def visit(at: datetime) -> Visit:
    return Visit(at, "https://listed.example/", YES)


class EveryVisit(Detector):
    """Counts every visit it sees."""

    def observe(self, seen: Any) -> Iterator[Counted]:
        yield "voorbeeld", seen.at, seen.on_this_device


ASKED = {"q": (Registered("r", (Visit,), None, None, (), EveryVisit, ""), EveryVisit())}  # type: ignore[arg-type]


def counted(*seen: Any) -> Any:
    reading = Reading(WINDOW, ASKED)  # type: ignore[arg-type]
    for one in seen:
        reading.take(one)
    return reading.outcome()


EDGES: dict[str, tuple[datetime, bool]] = {
    "the first moment of the day": (START, True),
    "just before it": (START - timedelta(microseconds=1), False),
    "the last moment of the day": (END - timedelta(microseconds=1), True),
    "the first moment of the next": (END, False),
    "two o'clock for the first time": (datetime(2026, 10, 25, 0, tzinfo=UTC), True),
    "two o'clock for the second time": (datetime(2026, 10, 25, 1, tzinfo=UTC), True),
    "in another zone": (datetime(2026, 10, 25, 12, tzinfo=AMSTERDAM), True),
}


@pytest.mark.parametrize(("at", "inside_it"), EDGES.values(), ids=EDGES.keys())
def test_an_act_counts_on_the_days_of_the_window_alone(at: datetime, inside_it: bool) -> None:
    outcome = counted(visit(at))
    assert outcome.tallies["q"].count == inside_it
    assert outcome.records == ({"Visit": 1} if inside_it else {})


@pytest.mark.parametrize(
    "seen",
    [
        visit(END + timedelta(days=1)),
        Search(START - timedelta(days=1), "TERM-A", YES),
        HistoryGap(START - timedelta(days=900), 40, YES),
        HistoryEmptied(END + timedelta(days=900), YES),
        ProgramTrace(START - timedelta(seconds=1), ProgramKind.WIPING, YES),
    ],
    ids=lambda seen: type(seen).__name__,
)
def test_of_other_days_not_even_a_number_leaves_the_lock(seen: Any) -> None:
    assert counted(seen) == counted()


def test_an_observation_that_no_question_asks_for_is_recorded_and_not_counted() -> None:
    outcome = counted(Search(START, "TERM-A", YES))
    assert (outcome.records, outcome.tallies["q"].count) == ({"Search": 1}, 0)


def test_an_observation_is_counted_for_each_question_that_asks_for_it() -> None:
    reading = Reading(WINDOW, {"a": ASKED["q"], "b": ASKED["q"]})  # type: ignore[arg-type]
    reading.take(visit(START))
    outcome = reading.outcome()
    assert {code: tally.count for code, tally in outcome.tallies.items()} == {"a": 1, "b": 1}
    assert outcome.records == {"Visit": 1}


@pytest.mark.parametrize("kind", get_args(Observation), ids=lambda kind: kind.__name__)
def test_every_kind_of_the_vocabulary_is_counted_by_its_name_and_for_who_asks_for_it(kind: type[Any]) -> None:
    others = [other for other in get_args(Observation) if other is not kind]
    asked = {"it": (kind,), "both": (kind, others[0]), "others": tuple(others)}
    reading = Reading(
        WINDOW,
        {code: (Registered("r", kinds, None, None, (), EveryVisit, ""), EveryVisit()) for code, kinds in asked.items()},
    )  # type: ignore[arg-type]
    reading.take(kind(**(dict.fromkeys(kind.__match_args__, "") | {"at": START, "on_this_device": YES})))
    outcome = reading.outcome()
    assert outcome.records == {kind.__name__: 1}
    assert {code: tally.count for code, tally in outcome.tallies.items()} == {"it": 1, "both": 1, "others": 0}


def test_what_is_no_word_of_the_vocabulary_is_never_passed_over() -> None:
    with pytest.raises(TypeError):
        counted(object())


def test_remarks_add_up() -> None:
    outcome = counted(Opened(3), Opened(4), Columns(("a", "b"), 5), Columns(("c",), 0))
    assert (outcome.rows, outcome.columns_missing, outcome.status, outcome.reason) == (7, 3, Status.READ, None)


def test_a_degraded_reading_says_so_whatever_comes_after() -> None:
    outcome = counted(Degraded(), visit(START), Opened(1))
    assert (outcome.status, outcome.reason) == (Status.DEGRADED, Reason.DAMAGED)
    assert outcome.tallies["q"].count == 1


moments = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.tuples(moments, moments).map(sorted), min_size=1))
def test_what_is_covered_is_the_widest_in_amsterdam_days(pairs: list[list[datetime]]) -> None:
    outcome = counted(*(Covers(first, last) for first, last in pairs))
    assert outcome.covers == (
        min(first for first, _ in pairs).astimezone(AMSTERDAM).date(),
        max(last for _, last in pairs).astimezone(AMSTERDAM).date(),
    )


@pytest.mark.parametrize("at", [datetime.max, datetime.min], ids=["the end of time", "its beginning"])
def test_a_time_at_the_edge_of_time_does_not_end_the_reading(at: datetime) -> None:
    covers = counted(Covers(at.replace(tzinfo=UTC), at.replace(tzinfo=UTC))).covers
    assert {abs(day.year - at.year) for day in covers} == {0}


def test_without_a_remark_nothing_is_covered() -> None:
    assert counted().covers is None


@given(st.lists(moments, max_size=30))
def test_acts_never_outnumber_their_records(at: list[datetime]) -> None:
    outcome = counted(*map(visit, at))
    assert outcome.tallies["q"].count == outcome.records.get("Visit", 0) == sum(START <= one < END for one in at)


# --- acts that are alike -------------------------------------------------------------


def alike(*at: datetime) -> Alike:
    ticks = ",".join(str(round(one.timestamp() * 1_000_000)) for one in at)
    return Alike(visit(min(at)), len(at), max(at), ticks, MICROSECONDS.at)


class EachAsked(EveryVisit):
    """Remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def observe(self, seen: Any) -> Iterator[Counted]:
        self.asked += 1
        yield from super().observe(seen)


def asked_of(seen: list[Any], *, timeless: bool) -> tuple[int, Any]:
    """How often a detector was asked, and the outcome."""
    detector = EachAsked()
    registered = Registered("r", (Visit,), None, None, (), EachAsked, "", timeless)  # type: ignore[arg-type]
    reading = Reading(WINDOW, {"q": (registered, detector)})  # type: ignore[dict-item]
    for one in seen:
        reading.take(one)
    return detector.asked, reading.outcome()


near = st.integers(-1, 26 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@given(st.lists(near, min_size=1, max_size=5), st.booleans())
def test_acts_alike_count_as_each_of_them_would(at: list[datetime], timeless: bool) -> None:
    _, one_by_one = asked_of([visit(one) for one in at], timeless=timeless)
    asked, together = asked_of([alike(*at)], timeless=timeless)
    assert together == one_by_one
    whole = all(START <= one < END for one in at)
    assert asked == (1 if timeless and whole else sum(START <= one < END for one in at))


def test_acts_alike_with_a_contact_kept_out_count_nowhere() -> None:
    salt = bytes(16)
    lawyer = Named(salt, frozenset({token_of(salt, "0612345678")}))
    reading = Reading(WINDOW, {}, lawyer)
    for contact in ("+31612345678", "0612345679"):
        first = Message(START, Direction.OUTGOING, contact, in_group=False, untrusted_group="", on_this_device=YES)
        reading.take(Alike(first, 2, START, "0,0", lambda _: START))
    assert dict(reading.outcome().records) == {"Message": 2}


# --- the handler ---------------------------------------------------------------------

QUESTION = Question("q", "ALG-1", "history_removed", (DataClass.HISTORY_EXTENT,), (), None, "v?", "q?", {"dagen": 30})
LABELS = frozenset({"gap", "emptied", "wiping_program"})


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Hands one file to the handler with a reader that does what the test says."""
    file = tmp_path / "file"
    file.write_bytes(b"x")

    def run(read: Any) -> Mapping[str, Any]:
        monkeypatch.setattr(inside, "_READERS", {"r": reads("r", DataClass.HISTORY_EXTENT, read=read)})
        descriptor = os.open(file, os.O_RDONLY)
        asked = (Asked(QUESTION, (), LABELS),)
        artefact = Artefact("a/b", descriptor, 1, START, {}, {"Preferences": START}, sure=False)
        message, descriptors = request("r", WINDOW, [artefact], asked, b"")
        try:
            reply: Mapping[str, Any] = handle(message, descriptors)
        finally:
            os.close(descriptor)
        parse_replies(reply, WINDOW, asked, 1)
        (told,) = reply["outcomes"]
        return told

    return run


UNREADABLE: dict[str, tuple[Reason, str]] = {
    "damaged": (Reason.DAMAGED, "unreadable"),
    "another file": (Reason.OTHER_KIND, "absent"),
    "encrypted": (Reason.ENCRYPTED, "encrypted"),
    "no database": (Reason.NOT_A_DATABASE, "unreadable"),
}


@pytest.mark.parametrize(("reason", "status"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_counts_nothing_of_what_came_before(answered: Any, reason: Reason, status: str) -> None:
    def read(*_: Any) -> Iterator[Any]:
        yield HistoryGap(START, 9, YES)
        raise Unreadable(reason)

    told = answered(read)
    assert (told["status"], told["reason"], told["tallies"], told["records"]) == (status, reason.value, {}, {})


def test_no_memory_is_an_answer(answered: Any) -> None:
    def read(*_: Any) -> Iterator[Any]:
        raise MemoryError
        yield

    assert answered(read)["reason"] == "no_memory"


def test_the_artefact_arrives_as_it_was_sent(answered: Any) -> None:
    met: list[Artefact] = []

    def read(artefact: Artefact, window: Window) -> Iterator[Any]:
        met.append(artefact)
        assert window == WINDOW
        yield Opened(1)

    answered(read)
    assert (met[0].untrusted_path, met[0].size, met[0].modified, met[0].sure) == ("a/b", 1, START, False)
    assert met[0].siblings == {"Preferences": START}


def test_what_cannot_be_told_together_is_read_again_from_the_start_and_counted_once(answered: Any) -> None:
    ways: list[bool] = []

    def read(artefact: Artefact, _: Window) -> Iterator[Any]:
        ways.append(artefact.together)
        yield HistoryGap(START, 9, YES)
        yield Opened(1)
        if artefact.together:
            raise OneByOne

    told = answered(read)
    assert ways == [True, False]
    assert (told["tallies"]["q"], told["rows"], told["records"]) == (
        [["gap", "2026-10-25", "yes", 1]],
        1,
        {"HistoryGap": 1},
    )


def test_parameters_and_window_reach_the_indicator(answered: Any) -> None:
    """Gaps count inside the last thirty days of the window; the window here is one day."""

    def read(*_: Any) -> Iterator[Any]:
        yield HistoryGap(START, 9, YES)
        yield HistoryGap(END, 9, YES)

    told = answered(read)
    assert told["tallies"] == {"q": [["gap", "2026-10-25", "yes", 1]]}


def test_no_text_of_the_carrier_is_in_an_answer(answered: Any) -> None:
    def read(*_: Any) -> Iterator[Any]:
        yield Visit(START, "https://listed.example/SECRET", YES)
        yield Search(START, "SECRET words", YES)
        yield Columns(("SECRET",), 2)
        yield HistoryGap(START, 7, YES)

    assert "SECRET" not in repr(answered(read))


class AtTheEnd(Detector):
    """Counts once, when the whole artefact was seen."""

    def __init__(self) -> None:
        self._last: list[Counted] = []

    def observe(self, seen: Any) -> Iterator[Counted]:
        self._last = [("voorbeeld", seen.at, seen.on_this_device)]
        return iter(())

    def conclude(self) -> Iterator[Counted]:
        return iter(self._last)


def test_what_shows_only_at_the_end_counts_once() -> None:
    asked = {"q": (Registered("r", (Visit,), None, None, (), AtTheEnd, ""), AtTheEnd())}  # type: ignore[arg-type]
    reading = Reading(WINDOW, asked)  # type: ignore[arg-type]
    for at in (START, END - timedelta(seconds=1), END):
        reading.take(visit(at))
    assert reading.outcome().tallies["q"].count == 1


def test_what_passed_with_a_contact_that_the_mandate_keeps_out_counts_nowhere() -> None:
    salt = bytes(16)
    lawyer = Named(salt, frozenset({token_of(salt, "0612345678")}))
    asked = {"q": (Registered("r", (Message,), None, None, (), EveryVisit, ""), EveryVisit())}  # type: ignore[arg-type]
    reading = Reading(WINDOW, asked, lawyer)  # type: ignore[arg-type]
    for contact in ("+31612345678", "0612345679", ""):
        reading.take(
            Message(START, Direction.OUTGOING, contact, in_group=False, untrusted_group="", on_this_device=YES)
        )
    outcome = reading.outcome()
    assert (outcome.tallies["q"].count, dict(outcome.records)) == (2, {"Message": 2})
