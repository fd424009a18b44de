"""Stopped at any stage, by Ctrl-C, a kill or a closed terminal, a check can be gone on with, or had not begun."""

import json
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from inzage.mandate.used import UsedOrders
from inzage.record import EntryKind
from inzage.record.casefile import CaseWriter, Note
from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.record.same import undisturbed
from inzage.signing.kit import Kit
from tests.bench import INZAGE, Bench, inzage, make_bench
from tests.check.beside import Ask, Beside, beside, checked, unfinished
from tests.cli.room import run

__all__ = ["beside"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def words(bench: Bench, *more: object) -> list[str]:
    return [str(word) for word in bench.words(bench.root / "case", *more)]


def stop_at(monkeypatch: pytest.MonkeyPatch, entry: int) -> None:
    """Ctrl-C right after that many entries of the ledger."""
    left, add = iter(range(entry)), CaseWriter._add

    def stopping(self: CaseWriter, notes: Sequence[Note], *, durable: bool) -> object:
        if None in [next(left, None) for _ in notes]:
            monkeypatch.undo()
            monkeypatch.setattr("inzage.check.crew.Pool", Beside)
            monkeypatch.setattr("inzage.worker.warm.Pool", Beside)
            raise KeyboardInterrupt
        return add(self, notes, durable=durable)

    monkeypatch.setattr(CaseWriter, "_add", stopping)


@pytest.fixture
def calm(bench: Bench, beside: type[Beside]) -> dict[str, object]:
    """The normal form of the same check, undisturbed, and the bench as before it."""
    assert beside
    memory = bench.papers.kit / "used_orders.jsonl"
    checked(bench, Ask(bench.root / "calm"))
    memory.write_bytes(b"")
    return normal_form(bench, "calm")


def normal_form(bench: Bench, case: str = "case") -> dict[str, object]:
    read = read_case(bench.root / case, Kit.load(bench.papers.kit))
    return undisturbed(read.entries, read.result)


@pytest.mark.parametrize("entry", [0, 1, 2, 3, 5, 10, 11, 12, 20, 30, 36])
def test_ctrl_c_after_any_entry(
    bench: Bench, calm: dict[str, object], monkeypatch: pytest.MonkeyPatch, entry: int
) -> None:
    stop_at(monkeypatch, entry)
    stopped = run(*words(bench))
    assert stopped.exit_code == 6
    assert "--resume" in stopped.stderr
    assert stopped.stdout == ""
    assert not (bench.root / "case").exists()
    assert run(*words(bench, "--resume")).exit_code == 4
    assert normal_form(bench) == calm


BEFORE: dict[str, str] = {
    "while the kit is loaded": "inzage.cli._check_run.Kit",
    "while keys are asked for": "inzage.cli._check_run.entries",
    "while the papers are read": "inzage.cli._check_run.Papers",
    "while the mandate is admitted": "inzage.check.prepare.admitted",
    "while the plan is made": "inzage.check.prepare.prepared",
    "while carriers are looked for": "inzage.check.prepare.within_reach",
}


@pytest.mark.parametrize("where", BEFORE.values(), ids=BEFORE.keys())
def test_ctrl_c_before_it_began(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, where: str, beside: type[Beside]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    stop.load = stop  # type: ignore[attr-defined]
    with monkeypatch.context() as patch:
        patch.setattr(where, stop)
        stopped = run(*words(bench))
    assert stopped.exit_code == 6
    assert "niet gebruikt" in stopped.stderr
    assert not part_of(bench.root / "case").exists()
    assert UsedOrders(bench.papers.kit / "used_orders.jsonl").uses() == ()
    assert beside.asked == 0
    assert run(*words(bench)).exit_code == 4


AFTER: dict[str, str] = {
    "while lists are opened": "inzage.check.prepare.open_lists",
    "while the result is made": "inzage.check.prepare.make_result",
    "while the fingerprint is taken": "inzage.check.prepare.fingerprint",
    "while the result is signed": "inzage.record.casefile.sign",
    "while the checkpoint is signed": "inzage.record.casefile.sign_checkpoint",
    "while the case is put in its place": "inzage.record.casefile.put_in_place",
}


@pytest.mark.parametrize("where", AFTER.values(), ids=AFTER.keys())
def test_ctrl_c_around_the_reading(
    bench: Bench, calm: dict[str, object], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(where, stop)
        stopped = run(*words(bench))
    assert stopped.exit_code == 6
    assert "--resume" in stopped.stderr
    assert run(*words(bench, "--resume")).exit_code in {1, 4}  # 1: it was finished but for its name, and now lies there
    assert normal_form(bench) == calm


@pytest.mark.usefixtures("beside")
def test_ctrl_c_in_english(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_at(monkeypatch, 4)
    stopped = run("--lang", "en", *words(bench))
    assert (stopped.exit_code, stopped.stderr.splitlines()) == (
        6, ["The check was interrupted. Continue with --resume; nothing was lost."],
    )  # fmt: skip


OTHERS: dict[str, tuple[list[str], str]] = {
    "demo": (["demo", "--dir", "{root}/demo"], "inzage.cli._demo_run.make_carrier"),
    "plan": (["plan", "{mandate}"], "inzage.cli._plan_text.Papers"),
    "verify": (["verify", "{root}"], "inzage.cli.verify.verify_case"),
    "kit": (["kit", "show", "{root}/kit"], "inzage.cli._kit_run.Kit.load"),
    "lists": (["lists", "show", "--lists", "{root}/lists", "--kit", "{root}/kit"], "inzage.cli.lists.Kit.load"),
}


@pytest.mark.parametrize(("line", "where"), OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize(("lang", "said"), [("nl", "Gestopt voordat"), ("en", "Stopped before")])
def test_ctrl_c_in_another_command_leaves_a_sentence(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, line: list[str], where: str, lang: str, said: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(where, stop)
    given = [word.format(root=bench.root, mandate=bench.papers.mandate) for word in line]
    stopped = run("--lang", lang, *given)
    assert stopped.exit_code == 6
    assert stopped.stderr.splitlines()[-1].startswith(said)


# --- in processes of their own -------------------------------------------------------


@pytest.fixture
def long_bench(bench: Bench) -> Bench:
    """A bench whose check takes seconds, so that a stop comes before its end."""
    profile = bench.carrier / "Users/bram/AppData/Local/BraveSoftware/Brave-Browser/User Data/Default"
    for n in range(40):
        shutil.copytree(profile, profile.with_name(f"Profile {n}"))
    return bench


@pytest.fixture
def running(long_bench: Bench) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts a check and gives it when it has read something."""
    started: list[subprocess.Popen[str]] = []

    def start(*more: object, out: str = "case") -> subprocess.Popen[str]:
        line = [str(word) for word in long_bench.words(long_bench.root / out, "--progress", "jsonl", *more)]
        # whoever runs the tests in the background may have had signals ignored, and that is inherited
        words = ["env", "--default-signal", str(INZAGE), *line]
        one = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(one)
        assert one.stderr is not None
        one.stderr.readline()
        return one

    yield start
    for one in started:
        one.kill()
        one.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda s: s.name)
def test_a_signal_while_it_reads(
    long_bench: Bench, running: Callable[..., "subprocess.Popen[str]"], how: signal.Signals
) -> None:
    one = running()
    one.send_signal(how)
    _, told = one.communicate(timeout=60)
    polite = how in {signal.SIGINT, signal.SIGTERM}
    assert one.returncode == (6 if polite else -how)
    assert "Traceback" not in told
    assert ("--resume" in told) is polite
    assert long_bench.check(long_bench.root / "case", "--resume").returncode == 4
    assert inzage("verify", long_bench.root / "case", "--kit", long_bench.papers.kit).returncode == 0


def test_ctrl_c_twice_is_ctrl_c(running: Callable[..., "subprocess.Popen[str]"]) -> None:
    one = running()
    for _ in range(3):
        one.send_signal(signal.SIGINT)
    _, told = one.communicate(timeout=60)
    assert one.returncode in {6, -signal.SIGINT}
    assert "Traceback" not in told


def test_two_checks_at_once_with_one_order(long_bench: Bench, running: Callable[..., "subprocess.Popen[str]"]) -> None:
    first = running()
    first.send_signal(signal.SIGSTOP)  # or it may be done before the last of the others asks
    elsewhere = long_bench.check(long_bench.root / "elsewhere")
    same = long_bench.check(long_bench.root / "case")
    resumed = long_bench.check(long_bench.root / "case", "--resume")
    first.send_signal(signal.SIGCONT)
    assert (elsewhere.returncode, same.returncode, resumed.returncode) == (5, 5, 1)
    assert "werkt nu aan" in resumed.stderr
    assert not part_of(long_bench.root / "elsewhere").exists()
    first.communicate(timeout=120)
    assert first.returncode == 4
    assert inzage("verify", long_bench.root / "case", "--kit", long_bench.papers.kit).returncode == 0


def test_what_was_read_before_the_stop_stands_in_the_ledger_once(bench: Bench, beside: type[Beside]) -> None:
    rows = unfinished(bench, bench.root / "case")
    assert beside
    assert run(*words(bench, "--resume")).exit_code == 4
    told = read_case(bench.root / "case", Kit.load(bench.papers.kit)).entries
    opened = [json.dumps(entry.facts, sort_keys=True) for entry in told if entry.kind is EntryKind.OPENED]
    assert len(opened) == len(set(opened)) == sum(b'"kind":"opened"' in row for row in rows)
