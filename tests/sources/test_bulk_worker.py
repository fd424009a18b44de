"""Digesting inside the lock, by a worker that lies, is slow or dies: a reason for each file it concerns."""

import hashlib
import os
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inzage.result import Reason
from inzage.sources import Patterns, Unopenable, archive_worker, bulk, bulk_inside
from inzage.sources.archive import ArchiveSource
from inzage.sources.bulk import FIRST, Told
from inzage.sources.bulk_inside import digest
from inzage.worker import Beside, Garbage, OutOfMemory, OutOfTime, WorkerDied
from tests.sources.archives import made_zip
from tests.sources.test_archive_worker import Liar
from tests.sources.trees import hits, put

MEDIA = Patterns("media", ("**/*.jpg",))
CONTENT = b"abc"
GOOD = ["", [hashlib.sha1(CONTENT, usedforsecurity=False).hexdigest()]]


class Teller(Liar):
    """Lists three files of three bytes, and says of them what ``row`` says; beside it what ``first`` says."""

    def __init__(self, row: Callable[[int], Any], first: Callable[[int], bytes] = lambda where: CONTENT) -> None:
        super().__init__(self._said)
        self.row, self.first = row, first
        self.places: Any = None

    def _said(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["do"] == "list":
            return {"rows": [[f"{at}.jpg", len(CONTENT), None, "file", at, ""] for at in range(3)], "next": None}
        if asked["do"] == "places":
            return {"places": self.places or asked["files"]}
        told = [self.row(where) for where, _, _ in asked["files"]]
        read = [isinstance(row, list) and row[0] == "" for row in told]
        firsts = [self.first(where) for (where, _, _), there in zip(asked["files"], read, strict=True) if there]
        return Beside({"told": told, "done": True}, bytearray().join(firsts))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Teller], list[Told]]:
    def ask(teller: Teller) -> list[Told]:
        monkeypatch.setattr(archive_worker, "Pool", lambda handler, *, unconfined: teller)
        source = ArchiveSource(str(put(tmp_path, "a.zip")), "zip", 1000)
        try:
            with ExitStack() as held:
                open_ = [held.enter_context(source.skim(hit.found)) for hit in hits(source, [MEDIA])]
                return source.digests_of(open_, ("sha1",))
        finally:
            source.close()

    return ask


def reasons(found: list[Told]) -> list[Reason | None]:
    return [one.reason if isinstance(one, Unopenable) else None for one in found]


LIES: dict[str, Any] = {
    "a digest too short": ["", [GOOD[1][0][:-1]]],
    "a digest in capitals": ["", [GOOD[1][0].upper()]],
    "a number for a digest": ["", [7]],
    "no digest": ["", []],
    "a digest too many": ["", [*GOOD[1], GOOD[1][0]]],
    "a reason that is none": ["listed", []],
    "a reason that only a broker knows": [Reason.NOT_IN_MANDATE.value, []],
    "a reason and a digest": [Reason.READ_ERROR.value, GOOD[1]],
    "first bytes as text": ["", "YWJj", GOOD[1]],
    "no row": "sha1",
    "nothing": None,
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_about_one_file(lie: object, told: Callable[[Teller], list[Told]]) -> None:
    found = told(Teller(lambda where: lie if where == 1 else GOOD))
    assert reasons(found) == [None, Reason.WORKER_GARBAGE, None]
    assert found[0] == (f"sha1:{GOOD[1][0]}",)


@pytest.mark.parametrize("first", [CONTENT * 2, CONTENT[:1], b""], ids=["too many", "too few", "none"])
def test_a_lie_about_first_bytes(first: bytes, told: Callable[[Teller], list[Told]]) -> None:
    found = told(Teller(lambda where: GOOD, lambda where: first if where == 1 else CONTENT))
    assert reasons(found) == [None, Reason.WORKER_GARBAGE, None]


def test_each_file_has_the_first_bytes_that_were_said_of_it(tmp_path: Path) -> None:
    members = [(f"{number}.jpg", bytes([number]) * size) for number, size in enumerate((1, FIRST - 1, FIRST, 0, 9000))]
    source = ArchiveSource(str(made_zip(tmp_path / "a.zip", members)), "zip", 1000)
    try:
        with ExitStack() as held:
            open_ = [held.enter_context(source.skim(hit.found)) for hit in hits(source, [MEDIA])]
            assert reasons(source.digests_of(open_, ("sha1",))) == [None] * len(members)
            assert [os.pread(one.file, 9999, 0) for one in open_] == [content[:FIRST] for _, content in members]
    finally:
        source.close()


ENDS = [
    (OutOfTime(found="1 s"), Reason.TOO_SLOW),
    (OutOfMemory(found="1 MiB"), Reason.NO_MEMORY),
    (Garbage(found="x"), Reason.WORKER_GARBAGE),
    (WorkerDied(found="SIGSEGV"), Reason.WORKER_DIED),
]


@pytest.mark.parametrize(("death", "reason"), ENDS)
def test_a_death_over_one_file_is_told_of_that_file(
    death: WorkerDied, reason: Reason, told: Callable[[Teller], list[Told]]
) -> None:
    def row(where: int) -> Any:
        if where == 2:
            raise death
        return GOOD

    assert reasons(told(Teller(row))) == [None, None, reason]


@pytest.mark.parametrize("done", [True, False], ids=["too few", "never done"])
def test_a_reply_with_another_number_of_files(done: bool, told: Callable[[Teller], list[Told]]) -> None:
    teller = Teller(lambda where: GOOD)
    honest = teller._said

    def say(asked: dict[str, Any]) -> dict[str, Any]:
        if asked["do"] != "digest":
            return honest(asked)
        many = 0 if done else len(asked["files"])
        return Beside({"told": [GOOD] * many, "done": done}, CONTENT * many)

    teller.say = say
    assert reasons(told(teller)) == [Reason.WORKER_GARBAGE] * 3


@pytest.mark.parametrize("places", [[1, 2], [1, 2, "3"], [1, 2, -1], [True, 1, 2], 5])
def test_places_that_are_none_cost_only_the_order(places: Any, told: Callable[[Teller], list[Told]]) -> None:
    teller = Teller(lambda where: GOOD)
    teller.places = places
    assert reasons(told(teller)) == [None] * 3


def test_files_are_asked_for_as_they_lie(told: Callable[[Teller], list[Told]]) -> None:
    teller = Teller(lambda where: GOOD)
    teller.places = [30, 10, 20]
    told(teller)
    (asked,) = [one["files"] for one in teller.asked if one["do"] == "digest"]
    assert [where for where, _, _ in asked] == [1, 2, 0]


def test_a_member_that_is_damaged_is_told_beside_the_others(tmp_path: Path) -> None:
    members = [(f"{number}.jpg", bytes([number]) * 9000) for number in range(3)]
    content = made_zip(tmp_path / "sound.zip", members).read_bytes()
    crc = content.find(zlib.crc32(members[1][1]).to_bytes(4, "little"), content.find(b"PK\1\2"))
    broken = put(tmp_path, "broken.zip", content[:crc] + b"nope" + content[crc + 4 :])
    source = ArchiveSource(str(broken), "zip", 1000)
    try:
        with ExitStack() as held:
            open_ = [held.enter_context(source.skim(hit.found)) for hit in hits(source, [MEDIA])]
            found = source.digests_of(open_, ("sha1",))
    finally:
        source.close()
    assert reasons(found) == [None, Reason.ARCHIVE_DAMAGED, None]


def test_a_carrier_that_changes_meanwhile_gives_no_digest(tmp_path: Path) -> None:
    source = ArchiveSource(str(made_zip(tmp_path / "a.zip", [("a.jpg", b"x" * 99)])), "zip", 1000)
    try:
        with source.skim(hits(source, [MEDIA])[0].found) as artefact:
            os.utime(tmp_path / "a.zip", (1, 1))
            assert reasons(source.digests_of([artefact], ("sha1",))) == [Reason.CHANGED_WHILE_READ]
    finally:
        source.close()


class Held:
    """Bytes of one file in pieces; counts those that were asked for."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces
        self.read_of = 0

    def read(self, where: int) -> Any:
        for piece in self.pieces:
            self.read_of += len(piece)
            yield piece


def test_inside_a_long_file_is_told_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_inside, "STEP", 10)
    held, content = Held(b"12345", b"67890", b"abcde"), b"1234567890abcde"
    first = digest(held, {"do": "digest", "files": [[0, 15, ["md5"]]]})
    assert first == {"told": [], "done": False}
    last = digest(held, {"do": "digest_on"})
    digits = hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert last == {"told": [["", [digits]]], "done": True}
    assert isinstance(last, Beside) and b"".join(last.pieces) == content


def test_inside_no_more_is_read_than_is_asked_for() -> None:
    held = Held(*[b"x" * FIRST] * 50)
    digest(held, {"do": "digest", "files": [[0, 50 * FIRST, []]]})
    assert held.read_of == FIRST


@pytest.mark.parametrize("size", [2, 4])
def test_inside_a_file_of_another_size_than_listed_is_damaged(size: int) -> None:
    said = digest(Held(b"abc"), {"do": "digest", "files": [[0, size, ["sha1"]]]})
    assert said["told"] == [[Reason.ARCHIVE_DAMAGED.value, []]]
    assert isinstance(said, Beside) and not b"".join(said.pieces)


def test_one_worker_where_a_second_gains_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "READERS", 4)
    assert ArchiveSource(str(put(tmp_path, "a.tar")), "tar", 1)._new_skimmer()._readers == 1
    assert ArchiveSource(str(put(tmp_path, "a.zip")), "zip", 1)._new_skimmer()._readers == 4
