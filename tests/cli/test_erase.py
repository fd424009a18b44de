"""``inzage erase``: what is due goes, what is not is named, and the proof can be shown."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.cli.room import run
from tests.record.making import Office, begin, finished, kit_at, work
from tests.record.test_expiry import LATER, TODAY

PLAN = b'{"on":"%s"}' % TODAY.isoformat().encode()


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A kit with a finished and an interrupted check of one person."""
    kit, papers = Office.new().trusted_by(kit_at(tmp_path / "kit")), replace(Office.new().papers(), plan=PLAN)
    finished(tmp_path / "cases/een", kit, papers)
    with begin(tmp_path / "cases/twee", kit, papers, "check-2") as case:
        work(case)
    return kit


def on(monkeypatch: pytest.MonkeyPatch, day: object) -> None:
    monkeypatch.setattr("inzage.cli._erase_run.today", lambda: day)


def test_before_the_term_nothing_goes_and_each_case_is_named(kit: Kit, tmp_path: Path) -> None:
    done = run("erase", "due", tmp_path / "cases", "--kit", kit.path)
    assert done.exit_code == 0
    assert f"tot en met {TODAY + timedelta(days=42)}" in done.stdout
    assert "onderbroken controle" in done.stdout
    assert read_case(tmp_path / "cases/een", kit).check_id == "check-1"


def test_one_case_that_is_not_due_is_refused(kit: Kit, tmp_path: Path) -> None:
    done = run("erase", "due", tmp_path / "cases/een", "--kit", kit.path)
    assert (done.exit_code, done.stdout) == (5, "")
    assert "niet gewist" in done.stderr


def test_what_is_due_is_shown_first_and_then_goes(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, LATER)
    words = ("erase", "due", tmp_path / "cases", "--kit", kit.path)
    printed = read_case(tmp_path / "cases/een", kit).code
    assert "zou nu gewist worden" in run(*words, "--dry-run").stdout
    assert (tmp_path / "cases/een").exists()
    done = run(*words, "--json")
    told = json.loads(done.stdout)
    assert [one["proof"]["check_id"] for one in told["erased"]] == ["check-1"]
    assert told["interrupted"] == [str(part_of(tmp_path / "cases/twee"))]
    assert told["erased"][0]["proof"]["key_shredded"] is False  # the interrupted one is of the same person
    assert not (tmp_path / "cases/een").exists()
    proof = told["erased"][0]["file"]
    assert "gewist op" in run("erase", "verify", proof, "--kit", kit.path, "--code", printed).stdout
    assert json.loads(run("erase", "verify", proof, "--kit", kit.path, "--json").stdout)["code_fits"] is None
    wrong = run("erase", "verify", proof, "--kit", kit.path, "--code", "AAAAA")
    assert wrong.exit_code == 1
    assert "ander dossier" in wrong.stdout


def test_an_interrupted_check_goes_where_that_is_asked(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    assert "--interrupted" in run("erase", "due", tmp_path / "cases", "--kit", kit.path).stdout
    done = run("erase", "due", tmp_path / "cases", "--kit", kit.path, "--interrupted")
    assert done.stdout.count("Bewijs: ") == 1
    assert not any((tmp_path / "cases").iterdir())
    assert not list((kit.path / "persons").iterdir())


def test_a_case_that_cannot_be_judged_is_named_and_stays(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "cases/een/result.dsse.json").write_bytes(b"{}")
    done = run("erase", "due", tmp_path / "cases", "--kit", kit.path)
    assert done.exit_code == 1
    assert "niet gewist" in done.stderr
    assert (tmp_path / "cases/een").exists()


def test_in_english(kit: Kit, tmp_path: Path) -> None:
    assert "is kept until" in run("--lang", "en", "erase", "due", tmp_path / "cases", "--kit", kit.path).stdout


def test_what_is_no_proof_is_a_sentence(kit: Kit, tmp_path: Path) -> None:
    done = run("erase", "verify", tmp_path / "cases/een/checkpoint", "--kit", kit.path)
    assert done.exit_code == 1
    assert "bewijs van wissen" in done.stderr
