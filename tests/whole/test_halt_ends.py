"""A halt that was interrupted ends whatever happened since; and a stop is heeded whatever goes on."""

import base64
import json
import shutil
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from inzage.check.whole import Wholes
from inzage.cli import _check_run
from inzage.cli._demo_halt import pattern
from inzage.cli._offers import today
from inzage.record import EntryKind, stop
from inzage.record.casefile import CaseWriter, Note
from inzage.record.handover_faults import DoesNotOpen
from inzage.record.opening import open_handover
from inzage.result import WholeDigest
from inzage.signing.kit import Kit
from inzage.worker import Reply, Request
from tests.bench import Bench
from tests.check.beside import Beside, beside
from tests.cli.room import run
from tests.police import Police
from tests.whole.halting import POLICE, bench, bundle, case, holds, words

__all__ = ["bench", "beside"]


def interrupted_at(monkeypatch: pytest.MonkeyPatch, kind: EntryKind) -> None:
    """Ctrl-C right after the first entry of that kind."""
    add = CaseWriter._add

    def stopping(self: CaseWriter, notes: Sequence[Note], *, durable: bool) -> object:
        done = add(self, notes, durable=durable)
        if kind in {note.kind for note in notes}:
            monkeypatch.setattr(CaseWriter, "_add", add)
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(CaseWriter, "_add", stopping)


def carrier_gone(bench: Bench, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(bench.carrier)


def days_later(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bench
    monkeypatch.setattr(_check_run, "today", lambda: today() + timedelta(days=400))


def lists_gone(bench: Bench, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(bench.papers.lists)
    bench.papers.lists.mkdir()


def key_renewed(bench: Bench, _: pytest.MonkeyPatch) -> None:
    Police.new().known_to(bench.papers.kit, last=date.today() - timedelta(days=1))


def key_gone(bench: Bench, _: pytest.MonkeyPatch) -> None:
    (bench.papers.kit / "sealing_key.dsse.json").unlink()


def no_lock(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("nothing is read, so no lock is needed")

    assert bench
    monkeypatch.setattr("inzage.check.prepare.lockable", refused)


@pytest.mark.parametrize("since", [carrier_gone, days_later, lists_gone, key_renewed, key_gone, no_lock])
def test_what_was_sealed_is_finished_whatever_happened_since(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, since: Callable[[Bench, pytest.MonkeyPatch], None]
) -> None:
    interrupted_at(monkeypatch, EntryKind.SEALED)
    assert run(*words(bench)).exit_code == 6
    since(bench, monkeypatch)
    before = Beside.asked
    done = run(*words(bench, "--resume"))
    assert (done.exit_code, Beside.asked) == (3, before), done.stderr
    assert done.stdout.startswith("Gestopt en verzegeld.\nOverdrachtnummer: ")
    assert holds(bench)
    assert "patroon.png" in bundle(bench)


@pytest.mark.parametrize("since", [carrier_gone, days_later, lists_gone, no_lock])
def test_a_stop_ends_an_interrupted_check_whatever_happened_since(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, since: Callable[[Bench, pytest.MonkeyPatch], None]
) -> None:
    interrupted_at(monkeypatch, EntryKind.READ)
    assert run(*words(bench)).exit_code == 6
    if since is days_later:
        POLICE.known_to(bench.papers.kit, last=date.today() + timedelta(days=500))
    since(bench, monkeypatch)
    assert run("stop", bench.root / "case", "--yes").exit_code == 0
    before = Beside.asked
    done = run(*words(bench, "--resume"))
    assert (done.exit_code, Beside.asked) == (3, before), done.stderr
    assert done.stdout.startswith("Gestopt en verzegeld.")
    assert holds(bench)
    assert "Investigation" in bundle(bench)


def test_another_plan_under_a_sealed_case_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it may end is no licence: its papers are still those that its ledger began with."""
    interrupted_at(monkeypatch, EntryKind.SEALED)
    assert run(*words(bench)).exit_code == 6
    plan = bench.root / "case.part/plan.json"
    plan.write_bytes(plan.read_bytes().replace(b'"minutes":120', b'"minutes":121'))
    done = run(*words(bench, "--resume"))
    assert (done.exit_code, "iets anders dan bij het begin" in done.stderr) == (1, True)


def with_nothing_listed(bench: Bench) -> None:
    """A check that ends well, before the listed file came to lie there."""
    listed = bench.carrier / "Users/bram/Pictures/patroon.png"
    listed.unlink()
    assert run(*words(bench)).exit_code in {0, 4}
    listed.write_bytes(pattern())


def recounted(bench: Bench, *more: object) -> list[object]:
    return ["recount", bench.root / "case", bench.carrier, "--kit", bench.papers.kit, "--lists", bench.papers.lists,
            "--out", bench.root / "again", *more]  # fmt: skip


@pytest.mark.parametrize("as_json", [False, True])
def test_a_recount_that_halts_says_so_and_nothing_else(bench: Bench, as_json: bool) -> None:
    with_nothing_listed(bench)
    done = run(*recounted(bench, *(["--json"] if as_json else [])))
    assert done.exit_code == 3
    number = case(bench, "again").result["handover"]["number"]
    if as_json:
        told = json.loads(done.stdout)
        assert (told["status"], told["handover"]) == ("halted", number)
        assert set(told) == {"check_id", "status", "handover"}
    else:
        assert done.stdout.startswith(f"Gestopt en verzegeld.\nOverdrachtnummer: {number}\nWat u nu doet:")
        assert "uitkomst" not in done.stdout
    assert holds(bench, "again")
    assert "patroon.png" in bundle(bench, "again")


def test_a_recount_interrupted_after_its_seal_can_be_finished(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with_nothing_listed(bench)
    interrupted_at(monkeypatch, EntryKind.SEALED)
    assert run(*recounted(bench)).exit_code == 6
    done = run(*[str(word) for word in bench.words(bench.root / "again", "--resume")])
    assert done.exit_code == 3, done.stderr
    assert holds(bench, "again")
    assert case(bench, "again").result["marks"].count("recount") == 1
    assert [one.kind for one in case(bench, "again").entries].count(EntryKind.BEGUN) == 1


def test_an_attending_expert_hears_of_a_halt_and_of_nothing_else(bench: Bench) -> None:
    done = run(*words(bench, "--role", "deskundige", "--reason", "techniek"))
    assert done.exit_code == 3, done.stderr
    assert done.stdout.startswith("Gestopt en verzegeld.\nOverdrachtnummer: ")
    again = run(*words(bench, "--role", "deskundige", "--reason", "techniek", "--resume"))
    assert again.exit_code == 3


def test_a_stop_is_heeded_while_a_whole_carrier_is_digested(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.carrier / "Users/bram/Pictures/patroon.png").unlink()
    steps: list[int] = []

    def digest(_source: object, watch: Callable[[int, int], None]) -> WholeDigest:
        for step in range(9):
            steps.append(step)
            if step == 3:
                stop.ask(bench.root / "case")
            watch(step, 9)
        return WholeDigest("0" * 64, 9, 9, None)

    monkeypatch.setattr("inzage.check.whole.whole_digest", digest)
    done = run(*words(bench, "--digest"))
    assert (done.exit_code, steps) == (3, [0, 1, 2, 3]), done.stderr
    assert holds(bench)
    assert case(bench).result["status"] == "halted"


def test_a_stop_at_the_very_last_is_heeded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.carrier / "Users/bram/Pictures/patroon.png").unlink()
    of = Wholes.of

    def last(self: Wholes, *given: object) -> object:
        stop.ask(bench.root / "case")
        return of(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Wholes, "of", last)
    assert run(*words(bench)).exit_code == 3
    assert holds(bench)


LIE = b"age-encryption.org/v1\nno ciphertext at all"


def lying(monkeypatch: pytest.MonkeyPatch, *, reader: str) -> None:
    """A reading process that was taken over seals something else, for the files of one reader."""
    asked = Beside.run

    def run_(self: Beside, request: Request, *given: Any, **more: Any) -> Reply:
        if request["reader"] == reader:
            return {"outcomes": [{"sealed": base64.b64encode(LIE).decode()}]}
        return asked(self, request, *given, **more)

    monkeypatch.setattr(Beside, "run", run_)


def test_a_reading_process_that_lies_can_halt_and_the_police_cannot_open_nonsense(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bench.carrier / "Users/bram/Pictures/patroon.png").write_bytes(pattern() + b"x")
    lying(monkeypatch, reader="media_files")
    assert run(*words(bench)).exit_code == 3
    assert holds(bench)
    with pytest.raises(DoesNotOpen):
        open_handover(
            (bench.root / "case/handover.dsse.json").read_bytes(),
            POLICE.identity,
            [Kit.load(bench.papers.kit).key.public],
        )


def test_where_nothing_may_halt_such_a_lie_is_garbage(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    (bench.carrier / "Users/bram/Pictures/patroon.png").unlink()
    lying(monkeypatch, reader="chromium_history")
    assert run(*words(bench)).exit_code in {0, 4}
    told = [one for one in case(bench).result["coverage"] if one["reader"] == "chromium_history"]
    assert "worker_garbage" in {one["reason"] for one in told}
    assert LIE not in b"".join(file.read_bytes() for file in (bench.root / "case").iterdir())
