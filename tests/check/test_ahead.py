"""Several artefacts in hand: the same check as one by one, and a hit or a stop waits for nobody."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from inzage.artefact import Artefact
from inzage.check import Budget, Progress, reading, run
from inzage.check.ahead import PER_HAND, Ahead, Hit, Opened, StopAsked, to_the_broker
from inzage.check.job import Tallied
from inzage.check.meter import Meter
from inzage.check.reading import Seen
from inzage.check.spots import Spot
from inzage.mandate import DataClass
from inzage.record import EntryKind
from inzage.record.casefile import Note
from inzage.result import Reason, Status
from inzage.sources import Source, Unopenable
from inzage.worker import OutOfTime
from tests.check.scripted import Said, Table, acts, allows, asks, reads, yes

SEEN = (Seen(Tallied(Status.READ), 1),)


class Ended(Exception):
    """What ends a run."""


def ended(_sealed: bytes = b"") -> NoReturn:
    raise Ended


def nothing() -> None:
    return None


def test_what_was_begun_first_is_told_first_however_long_it_takes() -> None:
    told: list[int] = []
    later = threading.Event()

    def slow() -> tuple[Seen, ...]:
        assert later.wait(10)
        return SEEN

    def quick() -> tuple[Seen, ...]:
        later.set()
        return SEEN

    with Ahead(3, ended, nothing) as ahead:
        ahead.read(slow, lambda _: told.append(1))
        ahead.then(lambda: told.append(2))
        ahead.read(quick, lambda _: told.append(3))
        ahead.then(lambda: told.append(4))
        ahead.drain()
    assert told == [1, 2, 3, 4]


@pytest.mark.parametrize("hands", [1, 2, 3, 5])
def test_no_more_are_in_hand_than_there_are_hands(hands: int) -> None:
    now, most = 0, 0
    guard = threading.Lock()
    full = threading.Barrier(hands)

    def work() -> tuple[Seen, ...]:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        full.wait(10)  # nobody ends before every hand is busy
        with guard:
            now -= 1
        return SEEN

    with Ahead(hands, ended, nothing) as ahead:
        for _ in range(hands * 4):
            ahead.read(work, lambda _: None)
            assert ahead.reading <= (hands * PER_HAND if hands > 1 else 0)
        ahead.drain()
        assert ahead.reading == 0
    assert most == hands


def test_with_one_hand_everything_happens_where_it_is_asked() -> None:
    here, told = threading.get_ident(), []
    with Ahead(1, ended, nothing) as ahead:
        ahead.read(lambda: told.append(threading.get_ident()) or SEEN, lambda _: told.append(threading.get_ident()))  # type: ignore[func-returns-value]
        ahead.then(lambda: told.append(0))
        assert not ahead.threads
    assert told == [here, here, 0]


def _fails(fault: Exception) -> Callable[[], tuple[Seen, ...]]:
    def work() -> tuple[Seen, ...]:
        raise fault

    return work


@pytest.mark.parametrize(
    ("fault", "hit", "heed"), [(Hit(b"sealed"), ended, nothing), (StopAsked(), nothing, ended)], ids=["hit", "stop"]
)
def test_a_hit_or_a_stop_waits_for_nobody(fault: Exception, hit: object, heed: object) -> None:
    over, told = threading.Event(), []
    heard = threading.Event()

    def slow() -> tuple[Seen, ...]:
        assert over.wait(10)
        return SEEN

    def soon() -> tuple[Seen, ...]:
        heard.set()
        raise fault

    def heeded() -> None:
        if heed is ended and heard.is_set():
            over.set()
            ended()

    def sealed(ciphertext: bytes) -> NoReturn:
        assert ciphertext == b"sealed"
        over.set()
        ended()

    with pytest.raises(Ended), Ahead(2, sealed if hit is ended else ended, heeded) as ahead:
        ahead.read(slow, told.append)
        ahead.read(soon, told.append)
        ahead.drain()
    assert told == []


def test_a_thread_hands_a_hit_to_the_broker() -> None:
    with pytest.raises(Hit) as raised:
        to_the_broker(b"ciphertext")
    assert raised.value.sealed == b"ciphertext"


def test_what_goes_wrong_in_a_thread_is_heard_in_its_turn() -> None:
    told: list[tuple[Seen, ...]] = []
    with pytest.raises(ZeroDivisionError), Ahead(3, ended, nothing) as ahead:
        ahead.read(lambda: SEEN, told.append)
        ahead.read(_fails(ZeroDivisionError()), told.append)
        ahead.read(lambda: SEEN, told.append)
        ahead.drain()
    assert told == [SEEN]


@pytest.mark.parametrize("fault", [Unopenable(Reason.READ_ERROR), OutOfTime(found="clock")])
def test_what_could_not_be_opened_says_so_to_whoever_reads_it(fault: Exception) -> None:
    @contextmanager
    def spot() -> Iterator[Artefact]:
        raise fault
        yield

    opened = Opened(spot())
    with pytest.raises(type(fault)), opened:
        raise AssertionError("it was not opened")


def test_what_was_opened_is_let_go_of_by_whoever_read_it(tmp_path: Path) -> None:
    let_go = []

    @contextmanager
    def spot() -> Iterator[str]:
        yield "artefact"
        let_go.append(True)

    opened = Opened(spot())  # type: ignore[arg-type]
    assert not let_go
    with opened as artefact:
        assert artefact == "artefact"  # type: ignore[comparison-overlap]
    assert let_go


READERS = tuple(
    reads(f"{level}_{n}", opens)
    for level, opens in (
        ("low", DataClass.SOFTWARE),
        ("medium", DataClass.BROWSING),
        ("high", DataClass.MESSAGE_CONTENT),
    )
    for n in range(3)
)
CLASSES = (DataClass.SOFTWARE, DataClass.BROWSING, DataClass.MESSAGE_CONTENT)


def table(root: Path, hands: int, said: Mapping[str, Said], budget: Budget) -> Table:
    """Two users with a file for each of nine readers, three of a level."""
    root.mkdir(parents=True)
    made = Table(root, allows(*CLASSES), (asks("a", *CLASSES), asks("b", *CLASSES)), READERS, dict(said), hands=hands)
    made.budget = budget
    made.lay(*(f"Users/{user}/{reader.name}" for user in "xy" for reader in READERS))
    return made


def told(made: Table) -> dict[str, object]:
    """What the run says and what its ledger holds, apart from when a spot was opened."""
    found = made.go()
    entries = [(entry.kind, dict(entry.facts)) for entry in made.told]
    return {
        "answers": found.answers,
        "coverage": [read.coverage for read in found.reads],
        "opened": [facts for kind, facts in entries if kind is EntryKind.OPENED],
        "rest": [entry for entry in entries if entry[0] is not EntryKind.OPENED],
    }


SAID: dict[str, Mapping[str, Said]] = {
    "nothing met": {},
    "an indication at the first stage": {"low_1": acts(a=[yes(2)])},
    "deaths": {"medium_0": OutOfTime(found="clock"), "high_2": {"status": "unreadable", "reason": "damaged"}},
    "acts everywhere": {reader.name: acts(b=[yes(n + 1)]) for n, reader in enumerate(READERS)},
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
@pytest.mark.parametrize("hands", [2, 5, 30])
def test_more_hands_make_the_same_check(said: Mapping[str, Said], hands: int, tmp_path: Path) -> None:
    one, more = (told(table(tmp_path / str(n), n, said, Budget())) for n in (1, hands))
    keys = {str(facts["artefact"]) for facts in one["opened"]}  # type: ignore[attr-defined]
    assert keys
    assert _unkeyed(more) == _unkeyed(one)


@pytest.mark.parametrize("most", [0, 1, 4, 5])
def test_more_hands_open_no_more_than_the_budget(most: int, tmp_path: Path) -> None:
    one, more = (told(table(tmp_path / str(n), n, {}, Budget(artefacts=most))) for n in (1, 4))
    assert len(more["opened"]) == most  # type: ignore[arg-type]
    assert _unkeyed(more) == _unkeyed(one)


def test_a_spot_is_written_down_before_its_worker_gets_it(tmp_path: Path) -> None:
    made = table(tmp_path / "one", 3, {}, Budget())
    early: list[str] = []

    def between(reader: str) -> None:
        if reader not in {facts["reader"] for facts in made.of(EntryKind.OPENED)}:
            early.append(reader)

    made.between = between
    made.go()
    assert len(made.asked) == 18
    assert early == []


@pytest.mark.parametrize(("hands", "waits"), [(1, 18), (2, 6), (3, 3)])
def test_what_is_opened_is_on_the_disk_before_and_what_came_of_it_need_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hands: int, waits: int
) -> None:
    """A power cut may cost the last outcomes, never a line that says that something was opened."""
    made = table(tmp_path / "one", hands, {}, Budget())
    on_disk: set[object] = set()
    written: list[tuple[EntryKind, bool, int]] = []
    left: list[int] = []
    append, real = made.append_all, run.opening

    def append_all(notes: Sequence[Note], *, durable: bool = True) -> None:
        append(notes, durable=durable)
        if notes[0].kind not in (EntryKind.OPENED, EntryKind.READ):
            return
        written.append((notes[0].kind, durable, len(notes)))
        left.append(len(made.of(EntryKind.OPENED)) - len(made.of(EntryKind.READ)))
        if durable:
            on_disk.update(facts["artefact"] for facts in made.of(EntryKind.OPENED))

    def opening(spot: Spot, source: Source) -> AbstractContextManager[Artefact]:
        assert spot.key in on_disk
        return real(spot, source)

    monkeypatch.setattr(made, "append_all", append_all)
    monkeypatch.setattr(run, "opening", opening)
    monkeypatch.setattr(reading, "opening", opening)
    made.go()
    assert len(on_disk) == 18
    assert {(kind, durable) for kind, durable, _ in written} == {(EntryKind.OPENED, True), (EntryKind.READ, False)}
    assert len([kind for kind, *_ in written if kind is EntryKind.OPENED]) <= waits
    assert max(left) <= (hands * PER_HAND if hands > 1 else 1)


def test_what_was_told_of_as_opened_is_opened_whatever_the_clock_says_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = table(tmp_path / "one", 2, {}, Budget(minutes=1))
    late: list[str] = []
    made.between = late.append
    monkeypatch.setattr(Meter, "elapsed", property(lambda _: 61.0 if late else 0.0))
    found = made.go()
    assert len(late) == len(made.of(EntryKind.OPENED)) == len(made.of(EntryKind.READ)) <= 2 * PER_HAND
    assert {read.coverage.reason for read in found.reads if read.coverage.ordinal} == {None, Reason.TIME_BUDGET}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_which_questions_are_answered_tells_nothing_of_what_was_found(said: Mapping[str, Said], tmp_path: Path) -> None:
    """An indication closes the later stages of its question, and is not told by that before the others are."""
    made = Table(tmp_path, allows(*CLASSES), (asks("early", CLASSES[0]), asks("a", *CLASSES)), READERS, dict(said))
    made.lay(*(f"Users/x/{reader.name}" for reader in READERS))
    steps: list[Progress] = []
    made.watch = steps.append
    made.go()
    told: dict[tuple[str, ...], set[str]] = {}
    for step in steps:
        told.setdefault(step.answered, set()).add(step.stage)
    assert list(told) == [(), ("early",), ("early", "a")]
    assert told == {(): {"A"}, ("early",): {"A", "B", "C"}, ("early", "a"): {"C"}}


_OF_A_CARRIER = ("key", "artefact", "digest", "excluded")
"""Keyed by where a carrier lies, and the two lie in two places."""


def _unkeyed(said: dict[str, object]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items() if name not in _OF_A_CARRIER}
        return [plain(each) for each in value] if isinstance(value, list | tuple) else value

    return repr(plain(said))
