"""A halt that is disturbed: interrupted at any entry, on a full disk, or asked for by the officer."""

import errno
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from inzage.check.batch import MOST_SPOTS
from inzage.check.halt import Halt
from inzage.cli._demo_halt import pattern
from inzage.record import EntryKind, journal, stop
from inzage.record.casefile import RESERVE, CaseWriter, Note
from inzage.record.place import part_of
from inzage.record.same import undisturbed
from inzage.worker import Reply, Request
from tests.bench import Bench
from tests.check.beside import Beside, beside
from tests.cli.room import run
from tests.whole.halting import bench, bundle, case, holds, words

__all__ = ["bench", "beside"]


def form(bench: Bench) -> dict[str, object]:
    read = case(bench)
    return undisturbed(read.entries, read.result)


def kinds(bench: Bench) -> list[EntryKind]:
    return [entry.kind for entry in case(bench).entries]


def interrupted_after(monkeypatch: pytest.MonkeyPatch, entries: int) -> None:
    """Ctrl-C right after that many entries of the ledger."""
    left, add = iter(range(entries)), CaseWriter._add

    def stopping(self: CaseWriter, notes: Sequence[Note], *, durable: bool) -> object:
        done = add(self, notes, durable=durable)
        if None in [next(left, None) for _ in notes]:
            monkeypatch.setattr(CaseWriter, "_add", add)
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(CaseWriter, "_add", stopping)


def test_interrupted_after_any_entry_it_ends_the_same(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    orders, case = bench.papers.kit / "used_orders.jsonl", bench.root / "case"
    one_by_one = ("--jobs", "1")  # with more hands other artefacts may be in hand at the hit each time
    assert run(*words(bench, *one_by_one)).exit_code == 3
    calm, total, sealed = form(bench), len(kinds(bench)), kinds(bench).index(EntryKind.SEALED)
    assert total - sealed == 2
    for entries in [0, 3, sealed // 2, *range(sealed - 3, total)]:
        case.rename(bench.root / f"case-before-{entries}")
        orders.write_bytes(b"")
        interrupted_after(monkeypatch, entries)
        assert run(*words(bench, *one_by_one)).exit_code == 6
        before = Beside.asked
        assert run(*words(bench, *one_by_one, "--resume")).exit_code == 3
        assert form(bench) == calm
        assert holds(bench)
        assert entries < sealed or Beside.asked == before, "nothing may be opened again after the seal"
        assert "patroon.png" in bundle(bench)


def test_a_disk_that_fills_up_at_the_hit_still_records_the_halt(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    part, written, hit = part_of(bench.root / "case"), journal._write_all, Halt.hit

    def full(file: int, data: bytes) -> None:
        if (part / RESERVE).exists():
            os.write(file, data[:10])  # a disk takes what still fits
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written(file, data)

    def filling(self: Halt, ciphertext: bytes) -> None:
        monkeypatch.setattr(journal, "_write_all", full)
        monkeypatch.setattr(
            "inzage.record.store.write_whole", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "x"))
        )
        hit(self, ciphertext)

    with monkeypatch.context() as patch:
        patch.setattr(Halt, "hit", filling)
        stopped = run(*words(bench))
    assert stopped.exit_code == 1
    assert "lukt niet" in stopped.stderr
    monkeypatch.undo()
    monkeypatch.setattr("inzage.check.crew.Pool", Beside)
    monkeypatch.setattr("inzage.worker.warm.Pool", Beside)
    before = Beside.asked
    assert run(*words(bench, "--resume")).exit_code == 3
    assert (Beside.asked, holds(bench)) == (before, True)
    assert "patroon.png" in bundle(bench)


def test_an_officer_stops_an_interrupted_check_for_good(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted_after(monkeypatch, 20)
    assert run(*words(bench)).exit_code == 6
    asked = run("stop", bench.root / "case", "--yes")
    assert (asked.exit_code, asked.stderr) == (0, "")
    before = Beside.asked
    done = run(*words(bench, "--resume"))
    assert (done.exit_code, Beside.asked) == (3, before)
    assert done.stdout.startswith("Gestopt en verzegeld.\nOverdrachtnummer: ")
    assert holds(bench)
    assert "patroon.png" not in bundle(bench)
    assert "Investigation" in bundle(bench)
    assert not list((bench.root / "case").glob("stop*"))


def test_a_stop_by_hand_cannot_be_told_from_a_hit(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the same artefact, both leave the same record."""
    assert run(*words(bench, "--jobs", "1")).exit_code == 3
    by_hit, opened = form(bench), kinds(bench)
    (bench.root / "case").rename(bench.root / "by-hit")
    (bench.papers.kit / "used_orders.jsonl").write_bytes(b"")
    monkeypatch.setattr(Halt, "hit", lambda self, _ciphertext: self._by_officer(None))
    assert run(*words(bench, "--jobs", "1")).exit_code == 3
    assert (form(bench), kinds(bench)) == (by_hit, opened)
    assert "patroon.png" not in bundle(bench)


def since_the_last_read(bench: Bench) -> list[EntryKind]:
    """How the ledger ends; in which order hands come back before it is nobody's choice."""
    told = kinds(bench)
    return told[len(told) - told[::-1].index(EntryKind.READ) :]


SETTLED = 0.5
"""Seconds in which every other hand has gone as far as it may."""


@pytest.mark.parametrize("hands", [1, 2, 4])
def test_a_stop_while_the_listed_file_is_read_leaves_what_a_hit_leaves(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, hands: int
) -> None:
    """Also where other hands had opened more by then: nothing tells an officer whether anything was found."""
    listed, asked = bench.carrier / "Users/bram/Pictures/patroon.png", Beside.run
    for n in range(2 * MOST_SPOTS):  # batches behind the one that holds it
        (listed.parent / f"z{n}.png").write_bytes(pattern() + bytes(n + 1))
    meanwhile: list[Callable[[], object]] = []

    def slowly(self: Beside, request: Request, descriptors: Sequence[int] = (), **more: Any) -> Reply:
        if listed.stat().st_ino in {os.fstat(one).st_ino for one in descriptors}:
            time.sleep(SETTLED)
            meanwhile.pop()()
        return asked(self, request, descriptors, **more)

    monkeypatch.setattr(Beside, "run", slowly)
    meanwhile.append(lambda: None)
    assert run(*words(bench, "--jobs", hands)).exit_code == 3
    by_hit, end = form(bench), since_the_last_read(bench)
    assert end.count(EntryKind.OPENED) == (MOST_SPOTS if hands == 1 else 2 * MOST_SPOTS + 1)
    assert "patroon.png" in bundle(bench)
    (bench.root / "case").rename(bench.root / "by-hit")
    (bench.papers.kit / "used_orders.jsonl").write_bytes(b"")
    at = listed.stat()
    listed.write_bytes(listed.read_bytes()[:-1] + b"x")  # of the same size, and on no list
    os.utime(listed, ns=(at.st_atime_ns, at.st_mtime_ns))
    meanwhile.append(lambda: stop.ask(bench.root / "case"))
    assert run(*words(bench, "--jobs", hands)).exit_code == 3
    assert (form(bench), since_the_last_read(bench), meanwhile) == (by_hit, end, [])
    assert "patroon.png" not in bundle(bench)


def test_without_a_key_an_officer_can_stop_all_the_same(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.papers.kit / "sealing_key.dsse.json").unlink()
    interrupted_after(monkeypatch, 20)
    assert run(*words(bench)).exit_code == 6
    assert run("stop", bench.root / "case", "--yes").exit_code == 0
    done = run(*words(bench, "--resume"))
    assert done.exit_code == 3
    assert "Er kon niet worden verzegeld" in done.stdout
    assert not (bench.root / "case/handover.dsse.json").exists()
    assert holds(bench)


def test_what_was_halted_is_neither_recounted_nor_looked_at_nor_goes_on(bench: Bench) -> None:
    assert run(*words(bench)).exit_code == 3
    again = run(*words(bench, "--resume"))
    assert (again.exit_code, "al afgerond" in again.stderr) == (3, True)
    recounted = run("recount", bench.root / "case", bench.carrier, "--kit", bench.papers.kit, "--out", bench.root / "r",
                    "--lists", bench.papers.lists)  # fmt: skip
    assert (recounted.exit_code, "gestopt en verzegeld" in recounted.stderr) == (5, True)
    before = run("compare", bench.root / "case", bench.root / "case", "--kit", bench.papers.kit)
    assert before.exit_code in {0, 1, 5}
    assert "patroon" not in before.stdout + before.stderr


@pytest.mark.parametrize(("made", "code", "said"), [(False, 1, "geen lopende"), (True, 1, "afgerond dossier")])
def test_where_nothing_runs_there_is_nothing_to_stop(bench: Bench, made: bool, code: int, said: str) -> None:
    if made:
        assert run(*words(bench)).exit_code == 3
    told = run("stop", bench.root / "case", "--yes")
    assert (told.exit_code, said in told.stderr) == (code, True)
