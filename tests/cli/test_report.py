"""``inzage report``: documents in a folder, their digests signed with the kit."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.signing.revocation import Cause, Revocation, keep_revoked
from tests.record.making import finished, kit_at, validation


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    return kit


def test_documents_lie_where_they_were_asked_for(kit: Kit, tmp_path: Path) -> None:
    done = run("report", tmp_path / "case", "--out", tmp_path / "deep" / "out")
    assert done.exit_code == 0
    told = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(told) == sorted((tmp_path / "deep" / "out").iterdir())
    assert "niet ondertekend" in done.stderr
    assert read_case(tmp_path / "case").documents is None


def test_with_the_kit_their_digests_are_signed_into_the_case(kit: Kit, tmp_path: Path) -> None:
    done = run("report", tmp_path / "case", "--out", tmp_path / "out", "--kit", kit.path, "--json")
    told = json.loads(done.stdout)
    assert told["signed"] is True
    assert read_case(tmp_path / "case").documents == {Path(d["file"]).name: d["sha256"] for d in told["documents"]}
    for document in told["documents"]:
        assert hashlib.sha256(Path(document["file"]).read_bytes()).hexdigest() == document["sha256"]


@pytest.mark.parametrize(
    ("words", "name"),
    [(["--lang", "en"], "client-copy.pdf"), (["--lang", "nl"], "afschrift.pdf"), ([], "afschrift.pdf")],
)
def test_the_language_is_the_one_asked_for(kit: Kit, tmp_path: Path, words: list[str], name: str) -> None:
    run("report", tmp_path / "case", "--out", tmp_path / "out", *words)
    assert (tmp_path / "out" / name).exists()


def test_documents_made_again_replace_the_earlier_ones(kit: Kit, tmp_path: Path) -> None:
    first = run("report", tmp_path / "case", "--out", tmp_path / "out", "--json")
    second = run("report", tmp_path / "case", "--out", tmp_path / "out", "--json")
    assert first.stdout == second.stdout
    assert len(list((tmp_path / "out").iterdir())) == 5


def test_a_folder_without_a_case_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = run("report", tmp_path, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "Verwacht" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_said_in_a_sentence(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("report", tmp_path / "case", "--out", tmp_path / "file" / "out")
    assert done.exit_code == 1
    assert "het dossier zelf is ongewijzigd" in done.stderr


def test_after_the_key_was_renewed_the_documents_are_made_and_not_signed(kit: Kit, tmp_path: Path) -> None:
    assert run("kit", "rotate", kit.path).exit_code == 0
    done = run("report", tmp_path / "case", "--out", tmp_path / "out", "--kit", kit.path)
    assert done.exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert "niet (meer) de geldige sleutel" in done.stderr
    assert read_case(tmp_path / "case").documents is None
    assert run("verify", tmp_path / "case", "--kit", kit.path).exit_code == 0


def test_with_a_revoked_key_nothing_more_is_signed(kit: Kit, tmp_path: Path) -> None:
    """And of what was signed before, verify says that its day cannot be told."""
    words = ("report", tmp_path / "case", "--out", tmp_path / "out", "--kit", kit.path)
    assert json.loads(run(*words, "--json").stdout)["signed"] is True
    later = Revocation(kit.key.public.keyid, datetime.now(UTC).replace(microsecond=0) + timedelta(1), Cause.STOLEN)
    keep_revoked(kit.path / "trust", {later.keyid: later})
    assert json.loads(run(*words, "--json").stdout)["signed"] is False
    told = run("verify", tmp_path / "case", "--kit", kit.path, "--documents", tmp_path / "out")
    assert told.exit_code == 0
    assert "of deze lijst ouder is blijkt niet" in told.stdout
