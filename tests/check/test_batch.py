"""Many files at once: the same check as one by one, whatever a batch holds, and a death that is only its own."""

import base64
import json
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.artefact import Artefact, EntryKind, Found, Window
from inzage.check import Budget
from inzage.check.batch import MOST_BYTES, MOST_SPOTS, Batch, batches, most_spots
from inzage.check.job import AGE, Asked, OpenList, ToSeal, parse_replies
from inzage.check.reading import Desk, Seen
from inzage.check.spots import Spot
from inzage.mandate import DataClass
from inzage.readers import Reader, all_readers
from inzage.record import EntryKind as Entry
from inzage.result import Reason, Status
from inzage.sources import Unopenable
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, Reply, Request, WorkerDied
from inzage.worker.wire import MAX_DESCRIPTORS
from tests.check.scripted import Said, Table, acts, allows, asks, reads, yes

MEDIA = DataClass.MEDIA_DIGESTS
MANY, OTHER, ONE = (reads(name, MEDIA, many=name != "one") for name in ("many", "other", "one"))
WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31))
THEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "status": "read", "reason": None, "rows": 1, "records": {},
    "covers": None, "columns_missing": 0, "tallies": {},
}  # fmt: skip
SEALED = {"sealed": base64.b64encode(AGE + b"x").decode()}


def spot(n: int, reader: Reader = MANY, size: int = 1, carrier: int = 1) -> Spot:
    return Spot(carrier, reader, n, 0, Found(f"f{n}", 0, size, THEN, EntryKind.FILE, sure=True), f"k{n}")


spots = st.lists(
    st.builds(spot, st.integers(0, 99), st.sampled_from([MANY, OTHER, ONE]), st.integers(0, 40), st.integers(1, 2)),
    max_size=30,
)


@given(spots, st.integers(1, 9), st.integers(1, 60))
def test_batches_are_the_spots_in_their_order_and_no_larger_than_allowed(
    due: Sequence[Spot], most: int, size: int
) -> None:
    made = list(batches(due, most, size))
    assert [one for batch in made for one in batch.spots] == list(due)
    for batch in made:
        assert len(batch.spots) == 1 or (batch.spots[0].reader.many and len(batch.spots) <= most and batch.size <= size)
        assert {(one.carrier, one.reader.name) for one in batch.spots} == {(batch.carrier, batch.spots[0].reader.name)}
    for before, after in pairwise(made):  # and no smaller than they need be
        first, last = after.spots[0], before.spots[-1]
        alike = first.reader.many and (first.carrier, first.reader) == (last.carrier, last.reader)
        full = len(before.spots) == most or before.size + first.found.size > size
        assert not alike or full


@pytest.mark.parametrize("hands", [1, 2, 4, 64, 1000])
def test_so_many_files_as_a_process_may_have_open(hands: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (1024, 1024))
    assert 1 <= most_spots(hands) <= MOST_SPOTS
    assert most_spots(hands) == 1 or most_spots(hands) * 2 * (hands + 1) <= 1024


def test_two_hands_are_not_slowed_where_a_process_may_have_as_many_files_open_as_is_usual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (1024, 4096))
    assert most_spots(2) == MOST_SPOTS


def test_a_batch_and_its_lists_go_in_one_message() -> None:
    assert MOST_SPOTS + 64 <= MAX_DESCRIPTORS


def test_only_readers_that_decode_nothing_may_be_read_many_at_a_time() -> None:
    assert [reader.name for reader in all_readers() if reader.many] == ["media_files"]


# --- a whole check -------------------------------------------------------------------

FILES = tuple(f"{folder}/{kind}" for folder in ("a", "b", "c", "d") for kind in ("many", "one", "other"))
SAID: dict[str, Said] = {
    "counts": acts(a=[yes(1)]),
    "counts elsewhere": acts(b=[yes(1)]),
    "nothing": {"rows": 1},
    "damage": {"status": "unreadable", "reason": "damaged"},
    "no memory": OutOfMemory(found="1 MiB"),
    "death": WorkerDied(found="SIGSEGV"),
    "nonsense": {"rows": -1},
}
budgets = st.builds(Budget, artefacts=st.integers(0, 14), rows=st.integers(1, 14))


def table(root: Path, said: dict[str, Said], budget: Budget, batch: int, hands: int) -> Table:
    root.mkdir()
    made = Table(root, allows(MEDIA), (asks("a", MEDIA), asks("b", MEDIA)), (MANY, ONE, OTHER), said)
    made.budget, made.batch, made.hands = budget, batch, hands
    made.lay(*FILES, "e/many", "f/many", "g/many")
    return made


def told(made: Table) -> str:
    """What the run says and what its ledger holds, apart from when a spot was opened and what is keyed."""
    found = made.go()
    opened = [one.facts for one in made.told if one.kind is Entry.OPENED]
    rest = [(one.kind, one.facts) for one in made.told if one.kind is not Entry.OPENED]
    said = [found.answers, [(read.coverage, read.bytes, read.tallies) for read in found.reads]]
    return repr(said) + json.dumps([_plain(opened), _plain(rest)])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        keyed = {"key", "artefact", "digest", "excluded"}
        return {name: _plain(each) for name, each in value.items() if name not in keyed}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*FILES, "f/many"]), st.sampled_from(sorted(SAID))),
    budgets,
    st.integers(2, 9),
    st.sampled_from([1, 2]),
)
def test_a_batch_of_any_size_makes_the_same_check(said: dict[str, str], budget: Budget, batch: int, hands: int) -> None:
    words = {path: SAID[word] for path, word in said.items()}
    if hands > 1:  # how many rows a file of ``one`` has is not known while another hand holds it
        budget = Budget(artefacts=budget.artefacts)
    with tempfile.TemporaryDirectory() as root:
        one, more = (told(table(Path(root) / str(n), dict(words), budget, n, h)) for n, h in ((1, 1), (batch, hands)))
    assert more == one


def test_all_of_a_batch_is_written_down_before_any_of_it_is_touched(tmp_path: Path) -> None:
    made = table(tmp_path / "t", {}, Budget(), 3, 1)
    known: list[int] = []
    made.between = lambda _: known.append(sum(one.kind is Entry.OPENED for one in made.told))
    made.go()
    assert len(made.asked) == 15
    assert known == sorted(known)
    assert all(after - before <= 3 for before, after in pairwise([0, *known]))
    assert max(after - before for before, after in pairwise([0, *known])) == 3


# --- at the desk ---------------------------------------------------------------------


class Shelf:
    """A source whose files are names."""

    def __init__(self, **faults: Exception) -> None:
        self.faults = faults
        self.digested: list[str] = []

    def open(self, found: Found, _: tuple[str, ...] = ()) -> Any:
        fault = self.faults.get(found.untrusted_path)
        if fault is not None:
            raise fault
        return nullcontext(Artefact(found.untrusted_path, 0, found.size, found.modified, sure=found.sure))

    def skim(self, found: Found) -> Any:
        return self.open(found)

    def digests_of(self, artefacts: Sequence[Artefact], algorithms: Sequence[str], _: Any) -> Any:
        assert set(algorithms) <= {"sha256"}
        return [tuple(f"sha256:{self.digest(one)}" for _ in algorithms) for one in artefacts]

    def digest(self, artefact: Artefact) -> str:
        self.digested.append(artefact.untrusted_path)
        return artefact.untrusted_path.encode().hex()


class Worker:
    """A pool that says of each file what the test wrote down, and keeps what it was asked."""

    def __init__(self, **said: Said) -> None:
        self.said = said
        self.asked: list[list[str]] = []
        self.limits: list[float] = []

    def run(self, request: Request, _: Sequence[int] = (), *, limits: Limits) -> Reply:
        names = [base64.b64decode(one["path"]).decode() for one in request["artefacts"]]  # type: ignore[union-attr,index,call-overload]
        self.asked.append(names)
        self.limits.append(limits.wall_seconds)
        outcomes = []
        for name in names:
            said = self.said.get(name, GOOD)
            if isinstance(said, Exception):
                raise said
            outcomes.append(dict(said))
            if "sealed" in said:
                break
        return {"outcomes": outcomes}


class Committed(Exception):
    """What ends a run that met a hit."""


def commits(sealed: bytes) -> NoReturn:
    raise Committed(sealed)


def read(worker: Worker, shelf: Shelf | None = None, seal: ToSeal | None = None, n: int = 4) -> tuple[Seen, ...]:
    desk = Desk(worker, WINDOW, b"")  # type: ignore[arg-type]
    return desk.read(Batch.of(*map(spot, range(n))), shelf or Shelf(), (), seal, commits)  # type: ignore[arg-type]


def test_one_worker_reads_them_all_and_each_has_its_own_outcome() -> None:
    worker, shelf = Worker(f2={**GOOD, "rows": 0}), Shelf()
    seen = read(worker, shelf)
    assert worker.asked == [["f0", "f1", "f2", "f3"]]
    assert [one.outcome.rows for one in seen] == [1, 1, 0, 1]
    assert ([one.digest for one in seen], shelf.digested) == ([None] * 4, [])  # no list: their first bytes are enough


def test_where_a_worker_dies_only_what_killed_it_is_told_as_dead() -> None:
    worker = Worker(f1=WorkerDied(found="SIGSEGV"), f3=OutOfMemory(found="1"))
    seen = read(worker)
    assert [one.outcome.reason for one in seen] == [None, Reason.WORKER_DIED, None, Reason.NO_MEMORY]
    assert worker.asked == [["f0", "f1", "f2", "f3"], ["f0"], ["f1"], ["f2"], ["f3"]]


LIES: dict[str, Said] = {
    "no counts": {"rows": "many"},
    "another kind, though it is surely there": {**GOOD, "status": "absent", "reason": "other_kind"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_garbage_of_one_is_told_of_that_one(lie: Said) -> None:
    assert [one.outcome.reason for one in read(Worker(f2=lie))] == [None, None, Reason.WORKER_GARBAGE, None]


def test_what_cannot_be_opened_goes_to_no_worker_and_the_others_do() -> None:
    worker = Worker()
    desk = Desk(worker, WINDOW, b"")  # type: ignore[arg-type]

    class Late(Shelf):
        def open(self, found: Found, _: tuple[str, ...] = ()) -> Any:
            return _Refusing() if found.untrusted_path == "f1" else super().open(found)

    seen = desk.read(Batch.of(*map(spot, range(3))), Late(), ())  # type: ignore[arg-type]
    assert worker.asked == [["f0", "f2"]]
    assert [(one.outcome.status, one.bytes) for one in seen] == [
        (Status.READ, 1),
        (Status.UNREADABLE, 0),
        (Status.READ, 1),
    ]


class _Refusing:
    def __enter__(self) -> NoReturn:
        raise Unopenable(Reason.NO_PERMISSION)

    def __exit__(self, *_: object) -> None:
        raise AssertionError("it was never entered")


def test_a_batch_gets_the_time_of_all_its_bytes() -> None:
    small, large = Worker(), Worker()
    desk = [Desk(worker, WINDOW, b"") for worker in (small, large)]  # type: ignore[arg-type]
    desk[0].read(Batch.of(spot(0, size=10_000_000)), Shelf(), ())  # type: ignore[arg-type]
    desk[1].read(Batch.of(*(spot(n, size=10_000_000) for n in range(3))), Shelf(), ())  # type: ignore[arg-type]
    assert large.limits[0] == small.limits[0] + 40


SEAL = ToSeal(("q",), "age1", {})


def test_a_hit_is_committed_at_once_and_what_follows_is_not_read() -> None:
    worker = Worker(f1=SEALED)
    with pytest.raises(Committed) as hit:
        read(worker, seal=SEAL)
    assert hit.value.args == (AGE + b"x",)
    assert worker.asked == [["f0", "f1", "f2", "f3"]]  # whose answer ends with the second


def test_a_hit_after_a_death_is_committed_before_the_rest_is_read() -> None:
    """The batch died of its third file; read again one by one, the second is a hit."""
    worker = Worker(f2=WorkerDied(found="SIGSEGV"))

    def run(request: Request, files: Sequence[int] = (), *, limits: Limits) -> Reply:
        told = Worker.run(worker, request, files, limits=limits)
        worker.said = {"f1": SEALED}
        return told

    worker.run = run  # type: ignore[method-assign]
    worker.said = {"f2": WorkerDied(found="SIGSEGV")}
    desk = Desk(worker, WINDOW, b"")  # type: ignore[arg-type]
    with pytest.raises(Committed):
        desk.read(Batch.of(*map(spot, range(4))), Shelf(), (), SEAL, commits)  # type: ignore[arg-type]
    assert worker.asked == [["f0", "f1", "f2", "f3"], ["f0"], ["f1"]]


REPLIES: dict[str, Any] = {
    "fewer than were asked": [GOOD],
    "more than were asked": [GOOD, GOOD, GOOD],
    "none": [],
    "no list": {"0": GOOD},
    "something else in its place": [GOOD, None],
    "sealed before the last": [SEALED, GOOD],
}


@pytest.mark.parametrize("outcomes", REPLIES.values(), ids=REPLIES.keys())
def test_a_reply_that_does_not_fit_the_batch_is_garbage(outcomes: Any) -> None:
    with pytest.raises(Garbage):
        parse_replies({"outcomes": outcomes}, WINDOW, (), 2, may_seal=True)


def test_a_reply_with_more_than_outcomes_is_garbage() -> None:
    with pytest.raises(Garbage):
        parse_replies({"outcomes": [GOOD], "name": "x"}, WINDOW, (), 1)


@pytest.mark.parametrize("told", [[SEALED], [GOOD, SEALED]])
def test_a_hit_may_end_a_reply_early_where_it_may_be_sealed_and_nowhere_else(told: list[dict[str, Any]]) -> None:
    assert parse_replies({"outcomes": told}, WINDOW, (), 2, may_seal=True)[-1].sealed == AGE + b"x"
    with pytest.raises(Garbage):
        parse_replies({"outcomes": told}, WINDOW, (), 2)


# --- digests -------------------------------------------------------------------------


class Digesting(Shelf):
    """A source that answers what the test wrote down."""

    def __init__(self, *answers: Any) -> None:
        super().__init__()
        self.answers = list(answers)
        self.calls: list[tuple[list[str], tuple[str, ...]]] = []

    def digests_of(self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Any) -> Any:
        pulse()
        self.calls.append(([one.untrusted_path for one in artefacts], tuple(algorithms)))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def listed(*algorithms: str, sizes: frozenset[int] | None = None, benign: bool = False) -> tuple[Asked, ...]:
    used = OpenList("l", "1", benign, ("k",), 0, algorithms, sizes=sizes)  # type: ignore[arg-type]
    return (Asked(asks("q", MEDIA), (used,), frozenset({"k"})),)


def test_a_source_is_asked_once_for_the_digests_of_a_batch() -> None:
    shelf = Digesting([("md5:aa", "sha256:bb"), Unopenable(Reason.READ_ERROR), ("md5:cc", "sha256:dd")])
    worker = Worker()
    desk = Desk(worker, WINDOW, b"")  # type: ignore[arg-type]
    seen = desk.read(Batch.of(*map(spot, range(3))), shelf, listed("md5"))  # type: ignore[arg-type]
    assert shelf.calls == [(["f0", "f1", "f2"], ("md5", "sha256"))]
    assert worker.asked == [["f0", "f2"]]
    assert [one.outcome.reason for one in seen] == [None, Reason.READ_ERROR, None]
    assert ([one.digest for one in seen], shelf.digested) == (["bb", None, "dd"], [])


@pytest.mark.parametrize("slow", [Unopenable(Reason.TOO_SLOW), OutOfTime(found="240 s")])
def test_where_a_batch_takes_too_long_each_has_its_own_time(slow: Exception) -> None:
    shelf = Digesting(slow, [("md5:aa", "sha256:bb")], slow)
    seen = Desk(Worker(), WINDOW, b"").read(Batch.of(spot(0), spot(1)), shelf, listed("md5"))  # type: ignore[arg-type]
    assert [one.outcome.reason for one in seen] == [None, Reason.TOO_SLOW]


def test_what_no_list_can_have_by_its_size_is_not_read_for_a_digest() -> None:
    """Its first bytes are looked at all the same: it is told as the picture that it is."""
    shelf, worker = Digesting([("md5:aa", "sha256:bb")], [(), ()]), Worker()
    batch = Batch.of(*(spot(n, size=n) for n in (7, 8, 9)))
    desk = Desk(worker, WINDOW, b"")  # type: ignore[arg-type]
    seen = desk.read(batch, shelf, listed("md5", sizes=frozenset({8})))  # type: ignore[arg-type]
    assert shelf.calls == [(["f8"], ("md5", "sha256")), (["f7", "f9"], ())]
    assert worker.asked == [["f7", "f8", "f9"]]
    assert [(one.digest, one.bytes) for one in seen] == [(None, 7), ("bb", 8), (None, 9)]
    unlisted = (Status.READ, Reason.SIZE_NOT_LISTED)
    assert [(one.outcome.status, one.outcome.reason) for one in seen] == [unlisted, (Status.READ, None), unlisted]


def test_of_what_was_not_digested_no_more_is_told_than_its_first_bytes_and_only_what_counts_is_told_why() -> None:
    shelf, worker = Digesting([(), (), ()]), Worker(f5001={**GOOD, "rows": 0}, f5002={**GOOD, "reason": "log_replayed"})
    batch = Batch.of(*(spot(n, size=n) for n in (5000, 5001, 5002)))
    seen = Desk(worker, WINDOW, b"").read(batch, shelf, listed("sha1", sizes=frozenset({8})))  # type: ignore[arg-type]
    assert [one.bytes for one in seen] == [4096] * 3
    assert [one.outcome.reason for one in seen] == [Reason.SIZE_NOT_LISTED, None, Reason.LOG_REPLAYED]


def test_a_file_outside_the_window_is_looked_at_and_not_digested() -> None:
    shelf, old = Digesting([("sha1:aa",)], [()]), datetime(2025, 6, 1, tzinfo=UTC)
    late = replace(spot(1), found=replace(spot(1).found, modified=old))
    seen = Desk(Worker(), WINDOW, b"").read(Batch.of(spot(0), late), shelf, listed("sha1"))  # type: ignore[arg-type]
    assert shelf.calls == [(["f0"], ("sha1",)), (["f1"], ())]
    assert [(one.digest, one.outcome.reason) for one in seen] == [("aa", None), (None, None)]


def test_a_list_of_what_is_ordinary_makes_no_file_worth_reading() -> None:
    shelf = Digesting([()])
    benign = listed("md5", benign=True)[0].lists
    (asked,) = listed("sha1", sizes=frozenset({8}))
    both = (replace(asked, lists=(*asked.lists, *benign)),)
    Desk(Worker(), WINDOW, b"").read(Batch.of(spot(7, size=7)), shelf, both)  # type: ignore[arg-type]
    assert shelf.calls == [(["f7"], ())]


def test_a_file_goes_to_its_worker_with_the_digests_that_its_lists_use_and_no_others() -> None:
    shelf = Digesting([("md5:aa", "sha256:bb")])
    given: list[list[str]] = []
    worker = Worker()

    def run(request: Request, files: Sequence[int] = (), *, limits: Limits) -> Reply:
        given.extend(one["digests"] for one in request["artefacts"])  # type: ignore[union-attr,index,call-overload,misc]
        return Worker.run(worker, request, files, limits=limits)

    worker.run = run  # type: ignore[method-assign]
    Desk(worker, WINDOW, b"").read(Batch.of(spot(0)), shelf, listed("md5"))  # type: ignore[arg-type]
    assert given == [["md5:aa"]]


def test_a_reader_of_many_keeps_its_batches_within_bytes() -> None:
    due = [spot(n, size=MOST_BYTES // 2) for n in range(5)]
    assert [len(batch.spots) for batch in batches(due)] == [2, 2, 1]
    assert [len(batch.spots) for batch in batches([replace(one, reader=ONE) for one in due])] == [1] * 5
