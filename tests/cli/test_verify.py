"""``inzage verify``: what a user types, what comes back, and with which exit code."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.record import LEDGER, PLAN
from inzage.record.documents import write_documents
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.record.making import finished, kit_at, validation


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return kit_at(tmp_path / "kit")


@pytest.fixture
def case(tmp_path: Path, kit: Kit) -> Path:
    finished(tmp_path / "case", kit, validation(kit))
    return tmp_path / "case"


def test_a_good_case_exits_0_and_says_what_holds(case: Path, kit: Kit) -> None:
    result = run("verify", case, "--kit", kit.path)
    assert result.exit_code == 0
    assert "Alle schakels kloppen." in result.stdout
    assert "KLOPT NIET" not in result.stdout


def test_a_broken_case_exits_1_and_names_the_link(case: Path) -> None:
    (case / PLAN).write_bytes(b"{}")
    result = run("verify", case)
    assert result.exit_code == 1
    assert "Gebroken: begun" in result.stdout
    assert "plan_sha256" in result.stdout


def test_json_holds_every_link(case: Path) -> None:
    good = json.loads(run("verify", case, "--json").stdout)
    assert good["holds"] is True
    assert [link["name"] for link in good["links"]][:3] == ["case", "kit", "mandate"]
    (case / LEDGER).write_bytes(b"")
    result = run("verify", case, "--json")
    assert result.exit_code == 1
    bad = json.loads(result.stdout)
    assert bad["holds"] is False
    assert {link["name"] for link in bad["links"] if not link["holds"]} == {"ledger", "checkpoint"}


def test_the_code_on_the_clients_copy(case: Path) -> None:
    code = read_case(case).code
    assert run("verify", case, "--code", code.lower()).exit_code == 0
    assert run("verify", case, "--code", "BCDFG-HJKLM").exit_code == 1


def test_the_documents(case: Path, kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_bytes(b"document")
    write_documents(case, kit, {"a.pdf": hashlib.sha256(b"document").hexdigest()})
    assert run("verify", case, "--documents", tmp_path / "out").exit_code == 0
    (tmp_path / "out" / "a.pdf").write_bytes(b"another")
    result = run("--lang", "en", "verify", case, "--documents", tmp_path / "out")
    assert result.exit_code == 1
    assert "the document a.pdf was altered" in result.stdout


def test_documents_asked_for_but_never_sealed(case: Path, tmp_path: Path) -> None:
    assert run("verify", case, "--documents", tmp_path).exit_code == 1


def test_english_on_request(case: Path) -> None:
    assert "Every link holds." in run("--lang", "en", "verify", case).stdout


@pytest.mark.parametrize("name", ["nothing", "."])
def test_no_case_is_a_sentence(tmp_path: Path, name: str) -> None:
    result = run("verify", tmp_path / name)
    assert result.exit_code == 1
    assert "Verwacht: een dossier" in result.stderr
    assert result.stdout == ""


def test_an_encrypted_case_asks_for_its_kit(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "locked", encrypted=True)
    finished(tmp_path / "secret", kit, validation(kit))
    refused = run("verify", tmp_path / "secret")
    assert refused.exit_code == 1
    assert "--kit" in refused.stderr
    assert run("verify", tmp_path / "secret", "--kit", kit.path).exit_code == 0


def test_a_kit_that_is_none_is_a_sentence(case: Path, tmp_path: Path) -> None:
    result = run("verify", case, "--kit", tmp_path)
    assert result.exit_code == 1
    assert "inzage kit new" in result.stderr
