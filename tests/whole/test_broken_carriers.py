"""A hundred carriers of which three are broken: the others finish, and each broken one has its reason."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench import Bench, inzage, validation_papers
from tests.volumes import make_ext

MANY = 100


def small(at: Path, bench: Bench) -> Path:
    """A folder with one history."""
    shutil.copytree(next(bench.carrier.rglob("History")).parent, at / "Users/x/AppData/Local/Google/Chrome/User Data/A")
    return at


def cut_off(at: Path) -> Path:
    """An image of which the second half was not copied."""
    (at.parent / "tree").mkdir()
    (at.parent / "tree" / "History").write_bytes(b"x" * 4096)
    image = make_ext(at.with_suffix(".dd"), at.parent / "tree")
    with image.open("r+b") as file:
        file.truncate(64 * 1024)
    return image


def unknown(at: Path) -> Path:
    """A text that somebody laid among the carriers."""
    at.write_bytes(b"this is no carrier of any kind\n" * 50)
    return at


def damaged(at: Path) -> Path:
    """A zip whose directory at the end is gone, and with it every name."""
    at.with_suffix(".zip").write_bytes(b"PK\x03\x04" + b"\0" * 5000)
    return at.with_suffix(".zip")


BROKEN: dict[int, tuple[Callable[[Path], Path], str]] = {
    17: (cut_off, "file_system_damaged"),
    50: (unknown, "other_kind"),
    83: (damaged, "archive_damaged"),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A laboratory kit, and a mandate under which it opens every reader."""
    return validation_papers(tmp_path_factory.mktemp("papers"))


def words(papers: tuple[Path, Path], case: Path, *carriers: Path) -> list[object]:
    kit, mandate = papers
    return ["check", *carriers, "--mandate", mandate, "--kit", kit, "--out", case, "--json"]


@pytest.mark.timeout(600)
def test_of_a_hundred_the_broken_ones_have_their_reason_and_the_others_are_read(
    bench: Bench, papers: tuple[Path, Path], tmp_path: Path
) -> None:
    carriers = []
    for number in range(1, MANY + 1):
        at = tmp_path / f"C{number}"
        carriers.append(BROKEN[number][0](at) if number in BROKEN else small(at, bench))
    done = inzage(*words(papers, tmp_path / "case", *carriers))
    assert done.returncode in {0, 4}, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    read = {line["carrier"] for line in told["coverage"] if line["status"] == "read" and line["rows"]}
    assert read == set(range(1, MANY + 1)) - set(BROKEN)
    for number, (_, reason) in BROKEN.items():
        (carrier,) = [one for one in told["carriers"] if one["ordinal"] == number]
        assert {(one["status"], one["reason"]) for one in carrier["filesystems"]} == {("unreadable", reason)}
        lines = [line for line in told["coverage"] if line["carrier"] == number]
        assert {(line["status"], line["reason"]) for line in lines} == {("unreadable", reason)}
    verified = inzage("verify", tmp_path / "case", "--kit", papers[0])
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_path_at_which_nothing_lies_is_refused_before_anything_begins(bench: Bench, tmp_path: Path) -> None:
    """It is a typing mistake, and the order is still good for one check."""
    used = bench.papers.kit / "used_orders.jsonl"
    before = used.read_bytes() if used.exists() else b""
    case = tmp_path / "case"
    done = bench.check(case, carriers=[bench.carrier, tmp_path / "mistyped"])
    assert done.returncode == 1
    assert "mistyped" in done.stderr
    assert not case.exists()
    assert not case.with_name("case.part").exists()
    assert (used.read_bytes() if used.exists() else b"") == before
    assert bench.check(case).returncode in {0, 4}


@pytest.mark.parametrize("kind", [unknown], ids=["of an unknown kind"])
def test_where_no_carrier_can_be_opened_nothing_begins(
    kind: Callable[[Path], Path], bench: Bench, tmp_path: Path
) -> None:
    done = bench.check(tmp_path / "case", carriers=[kind(tmp_path / "one"), kind(tmp_path / "other")])
    assert done.returncode == 1
    assert not (tmp_path / "case.part").exists()
    assert bench.check(tmp_path / "case").returncode in {0, 4}
