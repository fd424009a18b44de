"""``inzage log``: what a user types, what comes back, and that somebody else can examine it with a public key."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from inzage.check import crew
from inzage.report.log import AUDIT
from inzage.signing.kit import Kit
from inzage.signing.policy import write_policy
from tests.bench import Bench, make_bench
from tests.check.beside import Ask, Beside, checked
from tests.cli.room import run


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = make_bench(tmp_path_factory.mktemp("bench"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Pool", Beside)
        patch.setattr("inzage.worker.warm.Pool", Beside)
        checked(made, Ask(made.root / "case"))
    return made


@pytest.fixture(scope="module")
def settled(bench: Bench) -> Path:
    kit = Kit.load(bench.papers.kit)
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    policy = replace(
        kit.policy, processing_activity="urn:nl:x:1", handover_activity="urn:nl:x:2", log_recipient=recipient
    )
    shutil.copytree(kit.path, bench.root / "settled")
    (bench.root / "settled" / "kit.toml").write_bytes(write_policy(policy))
    return bench.root / "settled"


@pytest.fixture
def elsewhere(bench: Bench, settled: Path, tmp_path: Path) -> Path:
    """A log and a public key, as they are handed to an independent official."""
    made = run("log", "export", bench.root / "case", "--kit", settled, "--out", tmp_path / "log", "--json")
    assert made.exit_code == 0
    (tmp_path / "code").write_text(json.loads(made.stdout)["code"])
    shutil.copy(settled / "public.pem", tmp_path / "public.pem")
    return tmp_path


def test_exported_and_examined(bench: Bench, settled: Path, tmp_path: Path) -> None:
    made = run("log", "export", bench.root / "case", "--kit", settled, "--out", tmp_path / "log")
    assert made.exit_code == 0
    assert AUDIT in made.stdout
    code = made.stdout.splitlines()[-1].split(": ")[1]
    done = run("log", "verify", tmp_path / "log", "--key", settled / "public.pem", "--code", code)
    assert done.exit_code == 0
    assert "Elke regel is zoals verzegeld" in done.stdout
    assert code in done.stdout


def test_a_silent_kit_is_told_what_to_fill_in(bench: Bench, tmp_path: Path) -> None:
    refused = run("log", "export", bench.root / "case", "--kit", bench.papers.kit, "--out", tmp_path / "log")
    assert refused.exit_code == 1
    assert "processing_activity, handover_activity, log_recipient" in refused.stderr
    assert not (tmp_path / "log").exists()


def test_without_the_code_it_says_what_that_leaves_open(elsewhere: Path) -> None:
    done = run("log", "verify", elsewhere / "log", "--key", elsewhere / "public.pem")
    assert done.exit_code == 0
    assert "--code" in done.stderr


def test_a_broken_line_is_named_and_exits_1(elsewhere: Path) -> None:
    rows = (elsewhere / "log" / AUDIT).read_bytes().splitlines(keepends=True)
    (elsewhere / "log" / AUDIT).write_bytes(b"".join([*rows[:2], *rows[3:]]))
    done = run("log", "verify", elsewhere / "log", "--key", elsewhere / "public.pem")
    assert done.exit_code == 1
    assert f"{AUDIT} regel 3" in done.stdout
    assert "incident" in done.stderr
    told = json.loads(run("log", "verify", elsewhere / "log", "--key", elsewhere / "public.pem", "--json").stdout)
    assert (told["holds"], told["faults"][0]["file"], told["faults"][0]["line"]) == (False, AUDIT, 3)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_no_log_ends_in_a_sentence(elsewhere: Path, lang: str) -> None:
    for words in (
        (elsewhere, "--key", elsewhere / "public.pem"),
        (elsewhere / "log", "--key", elsewhere / "code"),
        (elsewhere / "log", "--key", elsewhere / "nothing"),
    ):
        done = run("--lang", lang, "log", "verify", *words)
        assert done.exit_code == 1
        assert len(done.stderr.split()) > 5
