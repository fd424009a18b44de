"""The same tree as a folder, on a Windows disk, in a seized Linux image, on a stick: the same answers."""

import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import make_papers
from inzage.cli.main import main
from inzage.worker.warm import DISKS
from tests.bench import Bench
from tests.tables import SECTOR, mbr
from tests.volumes import MIB, make_exfat, make_ext, make_fat, make_ntfs, run

Made = Callable[[Path, Path], Path]


def answers(result: dict[str, Any]) -> list[dict[str, Any]]:
    """What the check says, without what may differ: which carrier it was."""
    kept = ("question", "answer", "count", "days", "first", "last", "per_day", "on_this_device", "reasons", "seen")
    return [{key: answer[key] for key in kept} for answer in result["answers"]]


def coverage(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What was read, in no order: an image's names come in another one than a folder's."""
    kept = ("reader", "data_class", "status", "reason", "rows")
    return sorted(tuple(str(row[key]) for key in kept) for row in result["coverage"])


def ewf(at: Path, tree: Path) -> Path:
    """An ext4 volume as an examiner's program leaves it, in several parts."""
    raw = make_ext(at.with_suffix(".raw"), tree)
    with raw.open("rb") as content:
        subprocess.run(
            ["ewfacquirestream", "-q", "-S", str(MIB), "-c", "none", "-t", str(at)],
            stdin=content, capture_output=True, check=True,
        )  # fmt: skip
    raw.unlink()
    assert at.with_suffix(".E02").exists()
    return at.with_suffix(".E01")


def qcow(at: Path, tree: Path) -> Path:
    """A Windows disk as a virtual machine keeps it."""
    raw = make_ntfs(at.with_suffix(".raw"), tree)
    run("qemu-img", "convert", "-O", "qcow2", "-c", raw, at.with_suffix(".qcow2"))
    raw.unlink()
    return at.with_suffix(".qcow2")


MAKERS: dict[str, tuple[Made, str]] = {
    "NTFS": (make_ntfs, "ntfs"),
    "ext4 in E01": (ewf, "ext4"),
    "exFAT": (make_exfat, "exfat"),
    "FAT32": (make_fat, "fat32"),
    "NTFS in QCOW2": (qcow, "ntfs"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three users, five browsers."""
    root = tmp_path_factory.mktemp("tree") / "carrier"
    make_carrier(root, datetime.now(AMSTERDAM))
    return root


@pytest.fixture(scope="module")
def folder(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The result over the tree itself."""
    return checked(tmp_path_factory.mktemp("folder"), tree)


def checked(room: Path, carrier: Path) -> dict[str, Any]:
    """One check with papers of its own."""
    bench = Bench(room, make_papers(room, datetime.now(AMSTERDAM).date()), carrier)
    return bench.result(room / "case")


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_answers_from_any_carrier(name: str, tree: Path, folder: dict[str, Any], tmp_path: Path) -> None:
    made, system = MAKERS[name]
    result = checked(tmp_path, made(tmp_path / "carrier", tree))
    assert any(answer["answer"] == "indication" for answer in answers(folder))
    assert answers(result) == answers(folder)
    assert coverage(result) == coverage(folder)
    (told,) = result["carriers"]
    (one,) = told["filesystems"]
    assert (one["type"], one["status"], one["reason"]) == (system, "read", None)
    assert told["containers"] == folder["carriers"][0]["containers"]


def test_one_warm_process_serves_all_disks_of_a_check(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Any, subprocess.Popen[bytes]]] = []
    start: Any = subprocess.Popen.__init__

    def watched(process: subprocess.Popen[bytes], words: Any, **more: Any) -> None:
        start(process, words, **more)
        begun.append((words, process))

    disks = [make_ext(tmp_path / "one.dd", tree), make_ntfs(tmp_path / "two.dd", tree, 30 * MIB)]
    bench = Bench(tmp_path, make_papers(tmp_path, datetime.now(AMSTERDAM).date()), disks[0])
    monkeypatch.setattr(subprocess.Popen, "__init__", watched)
    words = map(str, bench.words(tmp_path / "case", "--json", carriers=disks))
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code in {0, 4}, done.output
    assert [one["filesystems"][0]["status"] for one in json.loads(done.stdout)["carriers"]] == ["read", "read"]
    of_disks = [process for words, process in begun if DISKS in words]
    assert [process.returncode for process in of_disks] == [0]


@pytest.mark.parametrize("share", [5, 40, 70, 95])
@pytest.mark.parametrize("name", ["NTFS", "exFAT"])
def test_a_carrier_that_ends_too_soon_is_never_taken_for_clean(
    name: str, share: int, tree: Path, folder: dict[str, Any], tmp_path: Path
) -> None:
    carrier = MAKERS[name][0](tmp_path / "carrier", tree)
    with carrier.open("r+b") as file:
        file.truncate(carrier.stat().st_size * share // 100)
    result = checked(tmp_path, carrier)
    whole = answers(result) == answers(folder)
    for one in result["answers"]:
        if not whole and one["question"] == "listed_places_visited":
            assert one["answer"] != "no_indication"
            assert one["seen"] < 1 or one["count"] == 8
    assert whole or any(row["status"] not in ("read", "absent", "excluded", "closed") for row in result["coverage"])


def test_a_disk_with_a_locked_volume_says_so_and_reads_the_other(
    tree: Path, folder: dict[str, Any], tmp_path: Path
) -> None:
    open_one = make_ext(tmp_path / "ext4", tree).read_bytes()
    shut_one = b"LUKS\xba\xbe\x00\x01" + b"\x07" * MIB
    first, second = len(open_one) // SECTOR, len(shut_one) // SECTOR
    table = mbr((0x83, 8, first), (0x83, 8 + first, second))
    carrier = tmp_path / "disk.img"
    carrier.write_bytes(table + bytes(7 * SECTOR) + open_one + shut_one)
    result = checked(tmp_path, carrier)
    assert [(one["type"], one["status"]) for one in result["carriers"][0]["filesystems"]] == [
        ("ext4", "read"), ("luks1", "encrypted"),
    ]  # fmt: skip
    counts = {one["question"]: one["count"] for one in result["answers"]}
    assert counts == {one["question"]: one["count"] for one in folder["answers"]}
    assert {one["answer"] for one in result["answers"]} <= {"indication", "not_assessable"}
