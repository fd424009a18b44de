"""``inzage erase``: what is due goes, what is not is named, and the proof can be shown."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation, keep_revoked
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


def test_what_was_given_in_several_ways_goes_once(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, LATER)
    monkeypatch.chdir(tmp_path)
    done = run("erase", "due", "cases", tmp_path / "cases", "cases/../cases", "--kit", kit.path, "--json")
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["erased"]) == 1


def test_what_stands_in_the_way_of_one_stops_no_other(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    (part_of(tmp_path / "cases/twee") / "map").mkdir()
    (kit.path / "erasures").mkdir()
    (kit.path / "erasures/x.begun.json").write_bytes(b"{}")
    done = run("erase", "due", tmp_path / "cases", "--kit", kit.path, "--interrupted", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [one["proof"]["check_id"] for one in told["erased"]] == ["check-1"]
    assert [Path(one["case"]).name for one in told["not_judged"]] == ["x.begun.json", "twee.part"]
    assert part_of(tmp_path / "cases/twee").exists()


def test_a_case_that_is_not_due_stops_what_was_given_beside_it_before_anything_goes(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, TODAY + timedelta(days=42))
    words = ("erase", "due", tmp_path / "cases/een", tmp_path / "cases", "--kit", kit.path)
    assert run(*words).exit_code == 5
    shown = run(*words, "--dry-run")
    assert (shown.exit_code, "zou nu gewist" in shown.stdout) == (0, False)
    assert "wordt bewaard tot en met" in shown.stdout


def test_a_proof_of_a_key_that_was_revoked_since_says_so(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    told = json.loads(run("erase", "due", tmp_path / "cases", "--kit", kit.path, "--json").stdout)
    proof = told["erased"][0]["file"]
    keyid, words = kit.key.public.keyid, ("erase", "verify", proof, "--kit", kit.path)
    for days, code, said in ((1, 0, "later ingetrokken"), (-1, 1, "ingetrokken")):
        since = datetime.now(UTC).replace(microsecond=0) + timedelta(days)
        keep_revoked(kit.path / "trust", {keyid: Revocation(keyid, since, Cause.STOLEN)})
        done = run(*words)
        assert (done.exit_code, said in done.stdout + done.stderr) == (code, True)


def test_in_english(kit: Kit, tmp_path: Path) -> None:
    assert "is kept until" in run("--lang", "en", "erase", "due", tmp_path / "cases", "--kit", kit.path).stdout


def test_what_is_no_proof_is_a_sentence(kit: Kit, tmp_path: Path) -> None:
    done = run("erase", "verify", tmp_path / "cases/een/checkpoint", "--kit", kit.path)
    assert done.exit_code == 1
    assert "bewijs van wissen" in done.stderr
