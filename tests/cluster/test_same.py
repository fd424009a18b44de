"""Whole checks whose errands go through an executor: the same answers, coverage and ledger as on this machine."""

import base64
import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Offer
from inzage.check.inside import handle
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.cluster import node
from inzage.cluster.chunks import Sent
from inzage.cluster.crew import Crew, Lost
from inzage.cluster.desk import checked as checked_digests
from inzage.cluster.desk import well_formed
from inzage.cluster.errand import Done, Errand, Media, Shared, said
from inzage.record import EntryKind
from inzage.result import CheckResult, Reason, Status
from inzage.signing.kit import Kit
from inzage.worker import Garbage, WorkerDied
from tests.bench import Bench, make_bench
from tests.check.beside import ORDINARY, Ask, Beside, beside, checked, entries, give_order, papers_of
from tests.cluster.media import LISTED, PICTURES, media_bench, what_the_police_read
from tests.cluster.same import without_order

__all__ = ["beside"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


@pytest.fixture(autouse=True)
def in_this_process(beside: type[Beside], monkeypatch: pytest.MonkeyPatch) -> None:
    """No locked process on either side: what a lock is for is proven elsewhere."""
    monkeypatch.setattr(node, "_pool", lambda: beside(""))
    node.CARRIERS.clear()


class Watched(ThreadPoolExecutor):
    """Threads that keep what they were given; ``instead`` may answer in the place of a node."""

    def __init__(self) -> None:
        super().__init__(3)
        self.errands: list[Errand] = []
        self.chunks: list[tuple[bytes, ...]] = []
        self.instead: Callable[[Errand], str | BaseException | None] = lambda _: None

    def submit(self, work: Callable[..., str], errand: Errand, *chunks: bytes) -> Future[str]:  # type: ignore[override]
        self.errands.append(errand)
        self.chunks.append(chunks)
        told = self.instead(errand)
        if told is None:
            return super().submit(work, errand, *chunks)
        future: Future[str] = Future()
        future.set_result(told) if isinstance(told, str) else future.set_exception(told)
        return future


@pytest.fixture
def threads() -> Iterator[Watched]:
    with Watched() as made:
        yield made


def far(bench: Bench, name: str, crew: Crew, *, resume: bool = False) -> CheckResult:
    """A check of the bench's carrier by this crew."""
    table = Table((Offer(str(bench.carrier), *ORDINARY),), bench.root / name, crew=crew)
    return check(papers_of(bench), Kit.load(bench.papers.kit), table, today(), resume=resume)


def near(bench: Bench) -> dict[str, object]:
    """The same check on this machine."""
    checked(bench, Ask(bench.root / "near"))
    give_order(bench)
    return without_order(bench, "near")


@pytest.mark.parametrize("shared", [False, True], ids=["chunks", "same path"])
def test_through_an_executor_the_check_is_the_same(bench: Bench, threads: Watched, shared: bool) -> None:
    here = near(bench)
    far(bench, "far", Crew(threads, 3, shared=(str(bench.carrier),) if shared else ()))
    assert without_order(bench, "far") == here
    assert len(threads.errands) > 10
    assert all((errand.shared is not None) is shared for errand in threads.errands)


def test_what_readers_share_is_sent_once(bench: Bench, threads: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Sent] = []

    def sent(send: Any) -> Sent:
        made.append(Sent(send))
        return made[-1]

    monkeypatch.setattr("inzage.cluster.crew.Sent", sent)
    far(bench, "far", Crew(threads, 3))
    names = [name for errand in threads.errands for name in errand.chunks]
    assert made[0].times == len(set(names)) < len(names)


def test_no_key_of_a_person_travels(bench: Bench, threads: Watched) -> None:
    far(bench, "far", Crew(threads, 3))
    kit = Kit.load(bench.papers.kit)
    persons = [file.read_bytes() for file in (bench.papers.kit / "persons").iterdir()]
    secrets = [*persons, kit.case_key(), (bench.papers.kit / "private.pem").read_bytes()]
    sent = b"".join(errand.message for errand in threads.errands)
    for secret in secrets:
        for form in (secret, secret.hex().encode(), base64.b64encode(secret)):
            assert form not in sent
    assert base64.b64encode(kit.list_key()) in sent  # it goes as it goes to any worker: docs/adr/0040


def of_reader(errand: Errand) -> str:
    return str(json.loads(errand.message)["reader"])


def test_a_reader_that_kills_its_nodes_is_told_as_dead_and_the_rest_is_read(bench: Bench, threads: Watched) -> None:
    here = checked(bench, Ask(bench.root / "near"))
    give_order(bench)
    threads.instead = lambda errand: Lost() if of_reader(errand) == "firefox_history" else None
    result = far(bench, "far", Crew(threads, 3))
    dead = [line for line in result.coverage if line.reason is Reason.WORKER_DIED]
    assert {(line.reader, line.status) for line in dead} == {("firefox_history", Status.UNREADABLE)}
    others = [line for line in result.coverage if line.reader != "firefox_history"]
    assert others == [line for line in here.coverage if line.reader != "firefox_history"]


def test_what_a_node_makes_up_is_not_counted(bench: Bench, threads: Watched) -> None:
    lie = {"outcomes": [{"status": "read", "rows": 9, "tallies": {"invented": []}}]}
    threads.instead = lambda errand: (
        said({"reply": lie, "digests": []}) if of_reader(errand) == "firefox_history" else None
    )
    result = far(bench, "far", Crew(threads, 3))
    told = [line for line in result.coverage if line.reader == "firefox_history" and line.ordinal]
    assert told
    assert all((line.reason, line.rows) == (Reason.WORKER_GARBAGE, 0) for line in told)


# --- a tree at the same path -----------------------------------------------------------


@pytest.mark.parametrize("carrier", [True, False], ids=["another carrier", "another file"])
def test_what_a_node_does_not_see_there_is_sent_after_all(bench: Bench, threads: Watched, carrier: bool) -> None:
    here = near(bench)
    threads.instead = lambda errand: said({"elsewhere": carrier}) if errand.shared else None
    far(bench, "far", Crew(threads, 1, shared=(str(bench.carrier),)))
    assert without_order(bench, "far") == here
    tried = sum(errand.shared is not None for errand in threads.errands)
    assert tried == 1 if carrier else tried > 10


def shared_errand(bench: Bench, threads: Watched) -> Errand:
    far(bench, "far", Crew(threads, 1, shared=(str(bench.carrier),)))
    return next(errand for errand in threads.errands if of_reader(errand) == "firefox_history")


def touched(bench: Bench) -> None:
    file = next(bench.carrier.rglob("places.sqlite"))
    os.utime(file, ns=(1, 1))


def longer(bench: Bench) -> None:
    file = next(bench.carrier.rglob("places.sqlite"))
    was = file.stat()
    with file.open("ab") as more:
        more.write(b"x")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


def gone(bench: Bench) -> None:
    next(bench.carrier.rglob("places.sqlite")).unlink()


def beside_it(bench: Bench) -> None:
    file = next(bench.carrier.rglob("places.sqlite"))
    file.with_name("places.sqlite-wal").write_bytes(b"log")


@pytest.mark.parametrize("change", [touched, longer, gone, beside_it])
def test_a_file_that_changed_since_the_broker_saw_it_is_not_read_there(
    bench: Bench, threads: Watched, change: Callable[[Bench], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    errand = shared_errand(bench, threads)
    parts = [b"" for _ in errand.chunks]
    change(bench)
    monkeypatch.setattr(node, "_pool", lambda: pytest.fail("a worker was asked"))
    assert json.loads(node.perform(errand, *parts)) == {"elsewhere": False}


def test_another_tree_at_the_same_path_is_not_read(bench: Bench, threads: Watched) -> None:
    errand = shared_errand(bench, threads)
    node.CARRIERS.clear()
    shutil.move(bench.carrier, bench.root / "away")
    shutil.copytree(bench.root / "away", bench.carrier)
    assert json.loads(node.perform(errand, *[b"" for _ in errand.chunks])) == {"elsewhere": True}


def test_a_carrier_that_changes_under_the_check_counts_nothing_of_that_file(bench: Bench, threads: Watched) -> None:
    def meddle(errand: Errand) -> None:
        if of_reader(errand) == "firefox_history":
            touched(bench)

    threads.instead = meddle
    result = far(bench, "far", Crew(threads, 1, shared=(str(bench.carrier),)))
    told = [line for line in result.coverage if line.reader == "firefox_history" and line.ordinal]
    assert {line.reason for line in told} == {Reason.CHANGED_WHILE_READ}


# --- media at the same path --------------------------------------------------------------


def media_lines(bench: Bench) -> list[tuple[object, ...]]:
    """Of each picture what the ledger of the far check says of how it was read, but for its name."""
    told = [one.facts for one in entries(bench, bench.root / "far") if one.kind is EntryKind.READ]
    of_media = [facts for facts in told if facts["reader"] == "media_files"]
    return sorted((one["status"], str(one["reason"]), one["bytes"], one["rows"]) for one in of_media)


LINES = [
    ("read", "None", 4096, 0),
    ("read", "None", 6000, 1),
    ("read", "None", 7000, 1),
    ("read", "size_not_listed", len(PICTURES["of no listed size and short.png"]), 1),
    ("read", "size_not_listed", 4096, 1),
]
"""Of the bench without a listed picture, wherever it is read."""


def both(bench: Bench, threads: Watched) -> None:
    """A check here and one by nodes that see the same path, which must be the same."""
    here = near(bench)
    far(bench, "far", Crew(threads, 1, shared=(str(bench.carrier),)))
    assert without_order(bench, "far") == here


def of_media(threads: Watched) -> Errand:
    (found,) = [one for one in threads.errands if of_reader(one) == "media_files"]
    return found


def test_of_media_a_node_reads_and_digests_no_more_than_this_machine_would(tmp_path: Path, threads: Watched) -> None:
    bench = media_bench(tmp_path, listed=False)
    both(bench, threads)
    assert media_lines(bench) == LINES
    media = of_media(threads).shared.media  # type: ignore[union-attr]
    assert media is not None
    assert sorted(media.whole) == [False, False, False, True, True]
    assert (media.first, media.rest) == (("sha1", "sha256"), ("md5",))


def test_a_listed_picture_is_sealed_on_a_node_and_committed_here(tmp_path: Path, threads: Watched) -> None:
    bench = media_bench(tmp_path, listed=True)
    both(bench, threads)
    of_media(threads)  # that errand was given out, and the answer was the node's
    here, there = what_the_police_read(bench, "near"), what_the_police_read(bench, "far")
    assert here == there
    assert hashlib.sha256(LISTED).hexdigest().upper() in here
    assert "q.png" in here


SHA1, MD5, SHA256 = "sha1:" + "0" * 40, "md5:" + "0" * 32, "sha256:" + "0" * 64
MEDIA = Media(("sha1",), ("md5",), ("md5", "sha1"), (0,), (True, False))


@pytest.mark.parametrize(
    ("media", "ledger", "told", "fits"),
    [
        (MEDIA, False, [[SHA1], []], True),
        (MEDIA, False, [[SHA1, MD5], []], True),
        (MEDIA, False, [[SHA1], [SHA1]], False),  # of a file that is not to be digested
        (MEDIA, False, [[], []], False),
        (MEDIA, False, [[MD5], []], False),
        (MEDIA, False, [[SHA1, SHA256], []], False),
        (MEDIA, False, [[SHA1]], False),
        (None, True, [[SHA256], [SHA256]], True),
        (None, True, [[SHA256], []], False),
        (None, False, [[], []], True),
        (None, False, [[SHA256], [SHA256]], False),
    ],
)
def test_a_digest_that_was_not_asked_for_is_no_answer(
    media: Media | None, ledger: bool, told: list[list[str]], fits: bool
) -> None:
    done = Done({}, tuple(tuple(one) for one in told))
    with contextlib.nullcontext() if fits else pytest.raises(Garbage):
        assert checked_digests(done, 2, Shared("/", b"", ledger, media=media)) == done.digests


def test_what_a_node_that_died_did_not_digest_is_digested_here(
    tmp_path: Path, threads: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = media_bench(tmp_path, listed=False)

    def dying(message: Any) -> Any:
        if message["reader"] == "media_files":
            raise WorkerDied(found="test")
        return handle

    monkeypatch.setattr("tests.check.beside.handle", lambda message, mine: dying(message)(message, mine))
    both(bench, threads)
    assert {line[1] for line in media_lines(bench)} == {"worker_died"}


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        (["md5:" + "a" * 32, "sha256:" + "0" * 64], True),
        (["sha256:" + "0" * 64, "md5:" + "a" * 32], False),
        (["md5:" + "a" * 32], False),
        (["md5:" + "A" * 32, "sha256:" + "0" * 64], False),
        (["md5:" + "a" * 31, "sha256:" + "0" * 64], False),
        (["md5", "sha256:" + "0" * 64], False),
    ],
)
def test_digests_of_another_form_are_no_digests(told: Sequence[str], fits: bool) -> None:
    assert well_formed(told, ["md5", "sha256"]) is fits
