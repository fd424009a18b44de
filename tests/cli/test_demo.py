"""``inzage demo``: twice in a row, in English, and never over what is somebody's own."""

import os
import shutil
from pathlib import Path

import pytest

from inzage.cli._demo_run import MADE
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.check.beside import beside
from tests.cli.room import run

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")


def test_it_leaves_a_case_that_verifies_and_documents(tmp_path: Path) -> None:
    done = run("demo", "--dir", tmp_path / "demo")
    assert done.exit_code == 0, done.stderr
    assert run("verify", tmp_path / "demo/case", "--kit", tmp_path / "demo/kit",
               "--documents", tmp_path / "demo/documents").exit_code == 0  # fmt: skip
    assert {path.name for path in (tmp_path / "demo").iterdir()} <= MADE
    assert f"inzage verify {tmp_path / 'demo/case'}" in done.stdout
    assert done.stdout.count("Document: ") == len(list((tmp_path / "demo/documents").iterdir())) > 0


def test_a_second_demo_takes_the_place_of_the_first(tmp_path: Path) -> None:
    checks = []
    for _ in range(2):
        assert run("demo", "--dir", tmp_path / "demo").exit_code == 0
        checks.append(read_case(tmp_path / "demo/case", Kit.load(tmp_path / "demo/kit")).check_id)
    assert checks[0] != checks[1]


def test_a_demo_that_was_broken_off_is_no_obstacle(tmp_path: Path) -> None:
    assert run("demo", "--dir", tmp_path / "demo").exit_code == 0
    shutil.rmtree(tmp_path / "demo/documents")
    (tmp_path / "demo/case").rename(tmp_path / "demo/case.part")
    assert run("demo", "--dir", tmp_path / "demo").exit_code == 0


def test_in_english_the_documents_are_english_too(tmp_path: Path) -> None:
    done = run("--lang", "en", "demo", "--dir", tmp_path / "demo")
    assert "Verify: inzage verify" in done.stdout
    assert "Ledger code:" in done.stdout
    assert "The check begins." in done.stderr
    assert not [word for word in ("Dossier", "Nagaan", "Verzonnen") if word in done.stdout + done.stderr]
    page = next((tmp_path / "demo/documents").glob("*.html")).read_text(encoding="utf-8")
    assert '<html lang="en"' in page


def test_by_default_it_lies_in_demo_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("demo").exit_code == 0
    assert (tmp_path / "demo/case").is_dir()


def somebodys(folder: Path) -> None:
    folder.mkdir()
    (folder / "brief.txt").write_text("van mij", encoding="utf-8")


def a_file(folder: Path) -> None:
    folder.write_text("van mij", encoding="utf-8")


def beside_a_demo(folder: Path) -> None:
    assert run("demo", "--dir", folder).exit_code == 0
    (folder / "eigen dossier").mkdir()
    (folder / "eigen dossier/brief.txt").write_text("van mij", encoding="utf-8")


def behind_a_link(folder: Path) -> None:
    assert run("demo", "--dir", folder.with_name("elsewhere")).exit_code == 0
    folder.symlink_to(folder.with_name("elsewhere"))


OWN = (somebodys, a_file, beside_a_demo, behind_a_link)


@pytest.mark.parametrize("lies", OWN, ids=[lies.__name__ for lies in OWN])
def test_what_is_somebodys_own_is_left_as_it_was(tmp_path: Path, lies: object) -> None:
    folder = tmp_path / "demo"
    lies(folder)  # type: ignore[operator]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run("demo", "--dir", folder)
    assert done.exit_code == 2
    assert "demo" in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    assert run("demo", "--dir", tmp_path / "demo").exit_code == 0


@pytest.mark.parametrize("where", ["/proc/demo", "/dev/null/demo"])
def test_where_nothing_can_be_written_it_says_so(where: str) -> None:
    done = run("demo", "--dir", where)
    assert done.exit_code in {1, 2}
    assert "--dir" in done.stderr or "map" in done.stderr
    assert not Path(where).exists()


def test_odd_names_of_folders_are_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("een map met spaties", "-streepje", "regel\neind", "één"):
        done = run("demo", f"--dir={name}")
        assert done.exit_code == 0, done.stderr
        assert (tmp_path / name / "case").is_dir()
        assert run("verify", "--", os.path.join(name, "case")).exit_code == 0  # noqa: PTH118 - as typed
