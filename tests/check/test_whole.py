"""The digest over a whole carrier in a check: asked for, made last, kept, told; absent where it was broken off."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Progress
from inzage.check import whole as module
from inzage.record import EntryKind
from inzage.report.wholes import line, plain
from inzage.result import CheckResult, Reason, WholeDigest
from inzage.sources import whole as bytes_of
from tests.bench import Bench, inzage, make_bench
from tests.check.beside import Ask, Beside, beside, checked, entries, killed, normal_form, of_kind
from tests.terminal import at_a_terminal
from tests.volumes import MIB, make_exfat

__all__ = ["beside"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


@pytest.fixture
def image(bench: Bench) -> Path:
    return make_exfat(bench.root / "stick.img", bench.carrier, 8 * MIB)


def go(bench: Bench, image: Path, name: str = "case", **more: Any) -> CheckResult:
    return checked(bench, Ask(bench.root / name, [image], **{"whole": True, **more}))


def told(bench: Bench, name: str = "case") -> list[dict[str, object]]:
    return [dict(entry.facts) for entry in of_kind(entries(bench, bench.root / name), EntryKind.DIGESTED)]


def digest(image: Path) -> str:
    return hashlib.sha256(image.read_bytes()).hexdigest()


def test_it_is_in_result_and_ledger_and_both_verifiers_hold(bench: Bench, image: Path, beside: type[Beside]) -> None:
    whole = go(bench, image).carriers[0].whole
    assert whole == WholeDigest(digest(image), 8 * MIB, 8 * MIB)
    assert told(bench) == [{"carrier": 1, "begun": True}, {"carrier": 1, **whole.json}]
    assert inzage("verify", bench.root / "case").returncode == 0
    second = [sys.executable, "tools/verify_casefile.py", str(bench.root / "case")]
    done = subprocess.run(second, capture_output=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stdout
    assert beside.asked


def test_nobody_asked_nothing_is_made(bench: Bench, image: Path, beside: type[Beside]) -> None:
    assert go(bench, image, whole=False).carriers[0].whole is None
    assert told(bench) == []
    assert beside.asked


def test_a_carrier_that_stays_shut_is_not_read_for_it(bench: Bench, image: Path, beside: type[Beside]) -> None:
    result = go(bench, image, ways=[("stick", "aangereikt", "kind")])
    assert result.carriers[0].whole is None
    assert told(bench) == []
    assert not beside.asked


@pytest.mark.usefixtures("beside")
def test_it_comes_last_and_says_how_far_it_is(bench: Bench, image: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytes_of, "STEP", MIB)
    seen: list[Progress] = []
    go(bench, image, watch=seen.append)
    stages = [at.stage for at in seen]
    assert stages[-8:] == ["digest"] * 8
    assert "digest" not in stages[:-8]
    assert [at.done for at in seen[-8:]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert {(at.carrier, at.total) for at in seen[-8:]} == {(1, 8)}


@pytest.mark.usefixtures("beside")
def test_one_that_is_broken_off_ends_nothing_but_itself(
    bench: Bench, image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = bench.root / "other.img"
    other.write_bytes(image.read_bytes()[:-1] + b"x")

    def interrupted(_source: object, _watch: object) -> WholeDigest:
        return WholeDigest(None, 5, 9, Reason.INTERRUPTED)

    monkeypatch.setattr(module, "whole_digest", interrupted)
    result = checked(bench, Ask(bench.root / "case", [image, other], whole=True))
    assert result.status.value == "done"
    assert [one.whole for one in result.carriers] == [
        WholeDigest(None, 5, 9, Reason.INTERRUPTED), WholeDigest(None, 0, 0, Reason.INTERRUPTED),
    ]  # fmt: skip
    assert [facts["carrier"] for facts in told(bench)] == [1, 1, 2]


def entries_before_the_digest(bench: Bench, image: Path) -> int:
    go(bench, image, "measure")
    kinds = [entry.kind for entry in entries(bench, bench.root / "measure")]
    return kinds.index(EntryKind.DIGESTED)


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("resumed", [True, False], ids=["asked again", "not asked again"])
def test_a_kill_during_it_leaves_it_to_be_made_or_told_as_absent(
    image: Path, bench: Bench, resumed: bool, tmp_path: Path
) -> None:
    at = entries_before_the_digest(bench, image)
    again = make_bench(tmp_path / "again")
    with killed(at + 1):
        go(again, image)
    whole = go(again, image, resume=True, whole=resumed).carriers[0].whole
    assert whole is not None
    assert (whole.sha256, whole.reason) == ((digest(image), None) if resumed else (None, Reason.INTERRUPTED))


@pytest.mark.usefixtures("beside")
def test_one_that_was_made_is_not_made_again(image: Path, bench: Bench, tmp_path: Path) -> None:
    at = entries_before_the_digest(bench, image)
    again = make_bench(tmp_path / "again")
    with killed(at + 2):
        go(again, image)
    whole = go(again, image, resume=True, whole=False).carriers[0].whole
    assert whole == WholeDigest(digest(image), 8 * MIB, 8 * MIB)
    assert len(told(again)) == 2


def test_at_a_terminal_it_is_shown_and_stands_in_the_documents(bench: Bench, image: Path) -> None:
    shown, code = at_a_terminal(bench.words(bench.root / "case", "--digest", "--owner", "betrokkene", carriers=[image]))
    assert code == 4
    figure = " ".join(digest(image)[at : at + 8] for at in range(0, 64, 8))
    assert f"SHA-256 over het geheel (8.388.608 bytes): {figure}" in " ".join(shown.split())
    assert "MB van drager 1" in shown
    out = bench.root / "papers"
    assert inzage("report", bench.root / "case", "--out", out, "--kit", bench.papers.kit).returncode == 0
    pages = [" ".join(page.read_text(encoding="utf-8").split()) for page in out.glob("*.html")]
    assert any(figure in page for page in pages)
    assert any("Voor apparaat 1 is ook een controlegetal gevraagd" in page for page in pages)


def test_for_machines_it_is_a_stage_of_its_own(bench: Bench, image: Path) -> None:
    done = bench.check(bench.root / "case", "--digest", "--json", "--progress", "jsonl", carriers=[image])
    steps = [json.loads(row) for row in done.stderr.splitlines() if row.startswith("{")]
    assert steps[-1]["stage"] == "digest"
    assert (steps[-1]["done"], steps[-1]["total"]) == (8, 8)
    assert json.loads(done.stdout)["carriers"][0]["whole"]["sha256"] == digest(image)


@pytest.mark.usefixtures("beside")
def test_what_two_equal_runs_share_holds_it(bench: Bench, image: Path) -> None:
    go(bench, image)
    shared: Any = normal_form(bench, bench.root / "case")
    assert sum(str(entry).startswith("digested") for entry in shared["entries"]) == 2
    assert shared["result"]["carriers"][0]["whole"]["sha256"] == digest(image)


WHY = [Reason.READ_ERROR, Reason.INTERRUPTED, Reason.CHANGED_WHILE_READ, Reason.NOT_A_FILE]


@pytest.mark.parametrize("reason", WHY)
def test_each_absence_is_said_and_why(reason: Reason) -> None:
    absent = WholeDigest(None, 1200, 5000, reason)
    said = {line(1, absent, "nl"), line(1, absent, "en"), plain(1, absent, "nl"), plain(1, absent, "en")}
    assert len(said) == 4
    assert "Gelezen: 1.200 van 5.000 bytes." in line(1, absent, "nl")
    assert "is geen SHA-256 over het geheel" in line(1, absent, "nl")
    assert "niet gelukt of niet afgemaakt" in plain(1, absent, "nl")
    assert "onbekend" not in line(1, absent, "nl")
