"""One artefact at the desk: whatever becomes of it is an outcome, and what was opened of it stays told."""

import ast
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import inzage
from inzage.artefact import Artefact, EntryKind, Found, Window
from inzage.check import reading
from inzage.check.answers import Read
from inzage.check.batch import Batch
from inzage.check.job import _OF_FILES, Asked, OpenList, Tallied, ToSeal
from inzage.check.outcome import intrusion
from inzage.check.reading import DIGEST_MOST, Desk, Seen
from inzage.check.spots import Spot
from inzage.mandate import DataClass, Question
from inzage.result import Reason, Status
from inzage.sources import Unopenable
from inzage.sources.bulk import digests_of
from inzage.worker import CannotLock, Garbage, Limits, OutOfMemory, OutOfTime, Reply, Request, WorkerDied
from tests.check.scripted import reads

WINDOW = Window(date(2026, 10, 1), date(2026, 10, 31))
THEN = datetime(2026, 10, 2, 12, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "status": "read", "reason": None, "rows": 7, "records": {"Visit": 3},
    "covers": None, "columns_missing": 0, "tallies": {},
}  # fmt: skip


@dataclass
class Shelf:
    """A source with one file on it, that goes wrong where it is told to."""

    size: int = 100
    sure: bool = True
    modified: datetime | None = THEN
    on_opening: Exception | None = None
    on_leaving: Exception | None = None
    on_digest: Exception | None = None
    digested: int = 0
    held: int = 0
    file: int = 0

    @contextmanager
    def open(self, found: Found, _: tuple[str, ...] = ()) -> Iterator[Artefact]:
        if self.on_opening:
            raise self.on_opening
        self.held += 1
        try:
            yield Artefact(found.untrusted_path, self.file, self.size, self.modified, sure=self.sure)
        finally:
            self.held -= 1
        if self.on_leaving:
            raise self.on_leaving

    def digests_of(self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Callable[[], None]) -> Any:
        return digests_of(artefacts, algorithms, pulse)

    def digest(self, _: Artefact) -> str:
        self.digested += 1
        if self.on_digest:
            raise self.on_digest
        return f"{self.digested:064x}"


@dataclass
class Worker:
    """A pool that says or does one thing."""

    says: Mapping[str, Any] | Exception = field(default_factory=lambda: dict(GOOD))
    limits: Limits | None = None

    def run(self, request: Request, _: Sequence[int] = (), *, limits: Limits | None = None) -> Reply:
        self.limits = limits
        if isinstance(self.says, Exception):
            raise self.says
        return {"outcomes": [dict(self.says) for _ in request["artefacts"]]}  # type: ignore[union-attr]


def spot(key: str = "k") -> Spot:
    found = Found("Users/x/medium", 1, 100, THEN, EntryKind.FILE, True)
    return Spot(1, reads("medium", DataClass.BROWSING), 1, 1, found, key)


def read(desk: Desk, where: Spot, shelf: Shelf, asked: Sequence[Asked] = (), seal: ToSeal | None = None) -> Seen:
    """A batch of one."""
    (told,) = desk.read(Batch.of(where), shelf, asked, seal)  # type: ignore[arg-type]
    return told


def seen(shelf: Shelf, worker: Worker | None = None) -> Seen:
    desk = Desk(worker or Worker(), WINDOW, b"")  # type: ignore[arg-type]
    return read(desk, spot(), shelf)


def test_a_good_file_gives_its_counts_its_size_and_its_digest() -> None:
    told = seen(Shelf())
    assert (told.outcome.status, told.outcome.rows, told.bytes, told.digest) == (Status.READ, 7, 100, f"{1:064x}")


def test_what_the_last_check_read_whole_is_given_to_no_worker_again() -> None:
    asked: list[str] = []

    def before(one: Spot, digest: Callable[[], str]) -> bool:
        asked.append(one.key)
        return digest() == f"{1:064x}"

    desk = Desk(Worker(AssertionError()), WINDOW, b"", seen_before=before)  # type: ignore[arg-type]
    told = read(desk, spot(), Shelf())
    assert (told.outcome.status, told.outcome.reason) == (Status.READ, Reason.UNCHANGED)
    assert (told.outcome.rows, told.bytes, asked) == (0, 0, ["k"])


def test_a_file_that_stands_for_a_folder_is_read_again_though_it_did_not_change() -> None:
    """What it stands for lies in other files, which may be gone."""
    one = replace(spot(), found=replace(spot().found, untrusted_path="a/LevelDB/CURRENT"))
    desk = Desk(Worker(), WINDOW, b"", seen_before=lambda _spot, _digest: True)  # type: ignore[arg-type]
    assert read(desk, one, Shelf()).outcome.rows == 7  # type: ignore[arg-type]


def test_a_file_that_was_not_read_then_is_not_digested_before_it_is_read() -> None:
    shelf = Shelf()
    desk = Desk(Worker(), WINDOW, b"", seen_before=lambda _spot, _digest: False)  # type: ignore[arg-type]
    assert read(desk, spot(), shelf).outcome.rows == 7  # type: ignore[arg-type]
    assert shelf.digested == 1


DEATHS: dict[str, tuple[Exception, Reason]] = {
    "too slow": (OutOfTime(found="1 s"), Reason.TOO_SLOW),
    "too much memory": (OutOfMemory(found="x"), Reason.NO_MEMORY),
    "no answer": (WorkerDied(found="x"), Reason.WORKER_DIED),
    "nonsense": (Garbage(found="x"), Reason.WORKER_GARBAGE),
}


@pytest.mark.parametrize(("death", "reason"), DEATHS.values(), ids=DEATHS.keys())
def test_a_death_is_an_answer_and_the_file_was_opened_all_the_same(death: Exception, reason: Reason) -> None:
    shelf = Shelf()
    told = seen(shelf, Worker(death))
    assert (told.outcome.status, told.outcome.reason) == (Status.UNREADABLE, reason)
    assert (told.bytes, shelf.held) == (100, 0)
    assert told.digest == f"{1:064x}"


@pytest.mark.parametrize(("death", "reason"), DEATHS.values(), ids=DEATHS.keys())
def test_a_death_while_unpacking_opened_nothing(death: Exception, reason: Reason) -> None:
    told = seen(Shelf(on_opening=death))
    assert (told.outcome.reason, told.bytes, told.digest) == (reason, 0, None)


UNOPENABLE = (Reason.LINK, Reason.NO_PERMISSION, Reason.CHANGED_WHILE_READ, Reason.NOT_A_FILE, Reason.READ_ERROR)


@pytest.mark.parametrize("reason", UNOPENABLE)
def test_what_cannot_be_opened_was_not_opened(reason: Reason) -> None:
    told = seen(Shelf(on_opening=Unopenable(reason)))
    assert (told.outcome, told.bytes) == (Tallied.failed(reason), 0)


@pytest.mark.parametrize("where", ["on_leaving", "on_digest"])
def test_a_file_that_changed_meanwhile_counts_nothing_but_was_opened(where: str) -> None:
    shelf = Shelf(**{where: Unopenable(Reason.CHANGED_WHILE_READ)})  # type: ignore[arg-type]
    told = seen(shelf)
    assert (told.outcome.status, told.outcome.reason) == (Status.UNREADABLE, Reason.CHANGED_WHILE_READ)
    assert (told.outcome.tallies, told.outcome.records) == ({}, {})
    assert (told.outcome.rows, told.bytes) == (7, 100)
    opened = intrusion([Read.of(spot().place, told.outcome, told.bytes)])
    assert [(one.artefacts, one.rows, one.bytes) for one in opened] == [(1, 7, 100)]


def test_a_machine_that_cannot_lock_is_no_answer_but_an_end() -> None:
    with pytest.raises(CannotLock):
        seen(Shelf(), Worker(CannotLock(expected="x", found="y")))


LIES: dict[str, dict[str, Any]] = {
    "a text in the place of a count": {"rows": "https://listed.example"},
    "a status of ours": {"status": "excluded"},
    "no fields": {"status": None},
    "a reason of the mandate": {"status": "unreadable", "reason": "not_in_mandate", "records": {}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_answer_that_does_not_fit_is_garbage(lie: dict[str, Any]) -> None:
    told = seen(Shelf(), Worker(GOOD | lie))
    assert (told.outcome, told.bytes) == (Tallied.failed(Reason.WORKER_GARBAGE), 100)


OTHER: dict[str, tuple[bool, str, Status, Reason]] = {
    "surely there, said to be something else": (True, "absent", Status.UNREADABLE, Reason.WORKER_GARBAGE),
    "surely there, said to be unreadable as something else": (
        True, "unreadable", Status.UNREADABLE, Reason.WORKER_GARBAGE,
    ),
    "perhaps there, and something else": (False, "absent", Status.ABSENT, Reason.OTHER_KIND),
    "perhaps there, unreadable and yet something else": (
        False, "unreadable", Status.UNREADABLE, Reason.WORKER_GARBAGE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sure", "status", "then", "reason"), OTHER.values(), ids=OTHER.keys())
def test_no_worker_talks_a_source_away(sure: bool, status: str, then: Status, reason: Reason) -> None:
    """A worker in a carrier's power could say that a history is no history; then it would not be missed."""
    says = GOOD | {"status": status, "reason": "other_kind", "records": {}}
    told = seen(Shelf(sure=sure), Worker(says))
    assert (told.outcome.status, told.outcome.reason) == (then, reason)


def test_a_file_is_digested_once_however_many_readers_open_it() -> None:
    shelf, desk = Shelf(), Desk(Worker(), WINDOW, b"")  # type: ignore[arg-type]
    digests = {read(desk, spot(), shelf).digest for _ in range(3)}  # type: ignore[arg-type]
    assert (len(digests), shelf.digested) == (1, 1)


CHANGES: dict[str, Callable[[Shelf], None]] = {
    "later": lambda shelf: setattr(shelf, "modified", datetime(2026, 10, 3, tzinfo=UTC)),
    "longer": lambda shelf: setattr(shelf, "size", 101),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_changed_between_two_readers_has_two_digests(change: Callable[[Shelf], None]) -> None:
    shelf, desk = Shelf(), Desk(Worker(), WINDOW, b"")  # type: ignore[arg-type]
    first = read(desk, spot(), shelf).digest  # type: ignore[arg-type]
    change(shelf)
    assert read(desk, spot(), shelf).digest != first  # type: ignore[arg-type]


def test_two_files_have_two_digests() -> None:
    shelf, desk = Shelf(), Desk(Worker(), WINDOW, b"")  # type: ignore[arg-type]
    assert len({read(desk, spot(key), shelf).digest for key in "ab"}) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "digests"), [(DIGEST_MOST, 1), (DIGEST_MOST + 1, 0)])
def test_what_no_app_keeps_is_not_digested(size: int, digests: int) -> None:
    shelf = Shelf(size=size)
    assert (seen(shelf).digest is not None) == bool(digests)
    assert shelf.digested == digests


def test_a_large_file_gets_more_time_than_a_small_one() -> None:
    small, large = Worker(), Worker()
    seen(Shelf(size=10), small)
    seen(Shelf(size=500_000_000), large)
    assert small.limits is not None
    assert large.limits is not None
    assert large.limits.wall_seconds > small.limits.wall_seconds
    assert large.limits.memory == small.limits.memory


# --- which reasons a worker may give -------------------------------------------------

SOURCE = Path(inzage.__file__).parent


def raised_reasons() -> set[str]:
    """Names of the reasons that readers, formats and sources give where they raise.

    Not among them: that of a reading for which nobody waits any more, and which is told to nobody.
    """
    found = set()
    for stage in ("readers", "formats", "sources"):
        for file in (SOURCE / stage).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Unreadable", "Unopenable"}:
                    found |= {
                        a.attr for a in node.args if isinstance(a, ast.Attribute) and a.attr in Reason.__members__
                    }
    return found - {Reason.INTERRUPTED.name}


def test_every_reason_that_is_raised_over_a_file_may_come_back_from_a_worker() -> None:
    names = raised_reasons()
    assert len(names) > 5
    assert {Reason[name] for name in names} <= _OF_FILES


def test_a_worker_never_says_why_a_door_is_shut_or_a_question_open() -> None:
    ours = {
        Reason.NOT_IN_MANDATE, Reason.EXCLUDED_CONTAINER, Reason.CARRIER_OWNER, Reason.OUT_OF_PERIOD, Reason.OLDER_COPY,
        Reason.ANSWERED_EARLIER, Reason.TIME_BUDGET, Reason.COUNT_BUDGET, Reason.NO_LIST, Reason.HISTORY_SHORT,
        Reason.SHARED_PROFILE, Reason.ORIGIN_UNKNOWN, Reason.SOURCE_CLOSED, Reason.NO_SOURCE,
    }  # fmt: skip
    assert not ours & _OF_FILES


def test_the_desk_knows_every_death() -> None:
    kinds = {kind for kind, _ in reading._DEATHS}
    contract = {kind for kind in WorkerDied.__subclasses__() if kind.__module__ == "inzage.worker"}
    assert kinds == {WorkerDied, *contract}
    assert reading._DEATHS[-1][0] is WorkerDied  # the general one last, or it would hide the others


def test_what_may_end_the_reading_is_read_again_though_it_did_not_change() -> None:
    """A list can be newer than the check before; and no bytes of a file say when it was laid there."""
    desk = Desk(Worker(), WINDOW, b"", seen_before=lambda _spot, _digest: True)  # type: ignore[arg-type]
    seal = ToSeal(("q",), "age1", {})
    assert read(desk, spot(), Shelf()).outcome.reason is Reason.UNCHANGED  # type: ignore[arg-type]
    assert read(desk, spot(), Shelf(), (), seal).outcome.rows == GOOD["rows"]  # type: ignore[arg-type]


class Stopped(BaseException):
    """The officer asked to stop."""


def listed(tmp_path: Path, claims: int) -> tuple[Spot, Shelf, tuple[Asked, ...]]:
    """A file that claims a size, behind the door of media digests, asked of a list of SHA-1."""
    (tmp_path / "long").touch()
    os.truncate(tmp_path / "long", claims)
    shelf = Shelf(claims, file=os.open(tmp_path / "long", os.O_RDONLY))
    question = Question("q", "ZO-6", "known_material", (DataClass.MEDIA_DIGESTS,), (), "known_material", "", "")
    asked = Asked(question, (OpenList("l", "1", False, ("k",), 0, ("sha1",)),), frozenset({"k"}))
    return replace(spot(), reader=reads("medium", DataClass.MEDIA_DIGESTS)), shelf, (asked,)


def test_a_stop_is_heeded_within_a_long_file(tmp_path: Path) -> None:
    where, shelf, asked = listed(tmp_path, 1 << 43)
    beats = iter(range(5))

    def heed(carrier: int) -> None:
        assert carrier == where.carrier
        if next(beats, None) is None:
            raise Stopped

    desk = Desk(Worker(AssertionError()), WINDOW, b"", heed=heed)  # type: ignore[arg-type]
    with pytest.raises(Stopped):
        read(desk, where, shelf, asked)  # type: ignore[arg-type]


def test_a_file_that_claims_more_than_a_disk_holds_is_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where, shelf, asked = listed(tmp_path, 1 << 43)
    clock = iter(range(0, 1 << 40, 600))
    monkeypatch.setattr("inzage.check.reading.time.monotonic", lambda: next(clock))
    desk = Desk(Worker(AssertionError()), WINDOW, b"")  # type: ignore[arg-type]
    assert read(desk, where, shelf, asked).outcome.reason is Reason.TOO_SLOW  # type: ignore[arg-type]
