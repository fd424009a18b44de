"""The broker against a worker that is hostile, slow or dead: every end is a reason, nothing goes on for ever."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from inzage.result import Reason, Status
from inzage.sources import Unopenable, archive_worker
from inzage.sources.archive import ArchiveSource
from inzage.sources.archive_inside import handle
from inzage.sources.archive_worker import ArchiveWorker
from inzage.worker import Beside, Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool
from tests.sources.archives import PLACE, made_zip
from tests.sources.trees import hits, put, skips

Say = Callable[[dict[str, Any]], dict[str, Any]]


class Liar:
    """Stands for pool and session; ``say`` answers in the worker's place."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.open = 0
        self.asked: list[dict[str, Any]] = []

    def session(self, limits: Limits | None = None) -> "Liar":
        self.open += 1
        return self

    def ask(self, request: dict[str, Any], descriptors: Sequence[int] = (), *, seconds: float | None = None) -> Any:
        self.asked.append(request)
        return {} if request["do"] == "open" else self.say(request)

    def close(self) -> None:
        self.open = 0


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Say], tuple[ArchiveSource, Liar]]:
    def make(say: Say) -> tuple[ArchiveSource, Liar]:
        liar = Liar(say)
        monkeypatch.setattr(archive_worker, "Pool", lambda handler, *, unconfined: liar)
        return ArchiveSource(str(put(tmp_path, "a.zip")), "zip", 1000), liar

    return make


def row(number: int = 0, size: int = 3) -> list[Any]:
    return [f"User Data/{number}/History", size, None, "file", number, ""]


def list_of(*rows: list[Any]) -> dict[str, Any]:
    return {"rows": list(rows), "next": None}


def bytes_of(content: bytes, *, done: bool = True) -> dict[str, Any]:
    return Beside({"done": done}, content)


def raising(death: WorkerDied) -> Say:
    def say(_: dict[str, Any]) -> dict[str, Any]:
        raise death

    return say


DEATHS = [
    (OutOfTime(found="1 s"), Reason.TOO_SLOW),
    (OutOfMemory(found="1 MiB"), Reason.NO_MEMORY),
    (Garbage(found="x"), Reason.WORKER_GARBAGE),
    (WorkerDied(found="SIGSEGV"), Reason.WORKER_DIED),
]


@pytest.mark.parametrize(("death", "reason"), DEATHS)
def test_a_death_over_the_list(behind: Any, death: WorkerDied, reason: Reason) -> None:
    source, liar = behind(raising(death))
    assert [skip[2] for skip in skips(source)] == [reason]
    (system,) = source.survey().filesystems
    assert (system.status, system.reason, system.entries) == (Status.UNREADABLE, reason, 0)
    assert liar.open == 0


@pytest.mark.parametrize(("death", "reason"), DEATHS)
def test_a_death_over_a_member(behind: Any, death: WorkerDied, reason: Reason) -> None:
    source, liar = behind(lambda asked: list_of(row()) if asked["do"] == "list" else raising(death)(asked))
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found):
        pass
    assert refused.value.reason is reason
    liar.say = lambda _: bytes_of(b"abc")
    with source.open(hits(source)[0].found) as artefact:
        assert os.read(artefact.file, 9) == b"abc"


def test_a_list_without_end_is_cut_at_the_quota(behind: Any) -> None:
    source, liar = behind(lambda asked: {"rows": [row(asked["from"])], "next": asked["from"] + 1})
    assert source.survey().filesystems[0].entries == 1000
    assert [skip[2] for skip in skips(source)] == [Reason.QUOTA]
    assert len(liar.asked) == 1001


def test_a_list_that_goes_round_is_a_lie(behind: Any) -> None:
    source, _ = behind(lambda asked: {"rows": [row()], "next": 7})
    assert [skip[2] for skip in skips(source)] == [Reason.WORKER_GARBAGE]


def test_what_was_listed_before_a_death_is_still_offered(behind: Any) -> None:
    source, _ = behind(lambda asked: {"rows": [row()], "next": 7} if not asked["from"] else {"rows": 5})
    assert len(hits(source)) == 1
    assert [skip[2] for skip in skips(source)] == [Reason.WORKER_GARBAGE]


MEMBERS: list[tuple[str, Say, Reason]] = [
    ("too little", lambda _: bytes_of(b"ab"), Reason.ARCHIVE_DAMAGED),
    ("too much", lambda _: bytes_of(b"abcd"), Reason.ARCHIVE_DAMAGED),
    ("without end", lambda _: bytes_of(b"a", done=False), Reason.ARCHIVE_DAMAGED),
    ("nothing, and no end", lambda _: bytes_of(b"", done=False), Reason.WORKER_GARBAGE),
    ("a list", lambda _: list_of(), Reason.WORKER_GARBAGE),
    ("a defect", lambda _: {"problem": "archive_bomb"}, Reason.ARCHIVE_BOMB),
    ("a defect of no archive", lambda _: {"problem": "no_list"}, Reason.WORKER_GARBAGE),
]


@pytest.mark.parametrize(("say", "reason"), [case[1:] for case in MEMBERS], ids=[case[0] for case in MEMBERS])
def test_a_lie_over_a_member(behind: Any, say: Say, reason: Reason) -> None:
    source, liar = behind(lambda asked: list_of(row()) if asked["do"] == "list" else say(asked))
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found):
        pass
    assert refused.value.reason is reason
    assert len(liar.asked) < 10
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_time_for_the_list_is_bounded_as_a_whole(behind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 100_000, 100))
    source, _ = behind(lambda asked: {"rows": [row(asked["from"])], "next": asked["from"] + 1})
    monkeypatch.setattr(archive_worker, "time", type("Clock", (), {"monotonic": lambda: next(clock)}))
    assert source.survey().filesystems[0].reason is Reason.TOO_SLOW


def test_the_archive_is_opened_once_for_all_members(behind: Any) -> None:
    source, liar = behind(lambda asked: list_of(row(1), row(2)) if asked["do"] == "list" else bytes_of(b"abc"))
    for match in hits(source):
        with source.open(match.found):
            pass
    assert [asked["do"] for asked in liar.asked] == ["open", "list", "read", "read"]


def test_a_worker_of_its_own_ends_with_the_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(archive_worker, "Pool", Pool)
    source = ArchiveSource(str(made_zip(tmp_path / "a.zip", [(PLACE, b"x")])), "zip", 9)
    assert len(hits(source)) == 1
    warm = source._worker._pool._warm
    assert warm is not None
    source.close()
    assert warm[0].poll() is not None


def test_unconfined_reaches_the_pool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[bool] = []
    monkeypatch.setattr(archive_worker, "Pool", lambda handler, *, unconfined: said.append(unconfined))
    for unconfined in (True, False):
        file = os.open(put(tmp_path, "a"), os.O_RDONLY)
        ArchiveWorker((file,), {"kind": "zip"}, unconfined=unconfined)
        os.close(file)
    assert said == [True, False]


@pytest.mark.parametrize("request_", [{}, {"do": "x"}, {"do": "list"}, {"do": "list", "from": "1"}, {"do": "read"}])
def test_the_worker_refuses_what_is_no_request(request_: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no request"):
        handle(request_, [])


def test_the_worker_in_this_process(tmp_path: Path) -> None:
    content = os.urandom(5_000_000)
    file = os.open(made_zip(tmp_path / "a.zip", [(PLACE, content)]), os.O_RDONLY)
    assert handle({"do": "open", "kind": "zip"}, [file]) == {}
    (told,) = handle({"do": "list", "from": 0}, [])["rows"]  # type: ignore[misc,union-attr]
    got, said = b"", handle({"do": "read", "where": told[4]}, [])  # type: ignore[index]
    while True:
        got += b"".join(said.pieces) if isinstance(said, Beside) else b""
        if said["done"]:
            break
        said = handle({"do": "more"}, [])
    os.close(file)
    assert got == content


def test_the_worker_reads_by_offset_alone(tmp_path: Path) -> None:
    file = os.open(made_zip(tmp_path / "a.zip", [(PLACE, b"x")]), os.O_RDONLY)
    handle({"do": "open", "kind": "zip"}, [file])
    handle({"do": "list", "from": 0}, [])
    assert os.lseek(file, 0, os.SEEK_CUR) == 0
    os.close(file)
