"""Bad input ends in a sentence or in *niet te beoordelen*: never a traceback, never silence."""

import json
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.bench import Bench, inzage

PROFILE = "Users/anna/AppData/Local/Google/Chrome/User Data/Default"
GIGABYTE = 1024**3


def not_a_database(file: Path) -> None:
    file.write_bytes(b"Dit is een brief.\n" * 400)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def zeroed(file: Path) -> None:
    file.write_bytes(b"\0" * file.stat().st_size)


def truncated(file: Path) -> None:
    os.truncate(file, 3_000)


def flipped(file: Path) -> None:
    chance, content = random.Random(4), bytearray(file.read_bytes())  # noqa: S311 - damage
    for _ in range(200):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def sparse(file: Path) -> None:
    os.truncate(file, 10 * GIGABYTE)


def view(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript("ALTER TABLE visits RENAME TO kept; CREATE VIEW visits AS SELECT * FROM kept;")


def recursive_view(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(
            """DROP TABLE visits;
            CREATE VIEW visits AS
            WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
            SELECT id, id AS url, id AS visit_time, 0 AS transition FROM n;"""
        )


def directory(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def link_out(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/passwd")


SPOILED: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "not a database": (not_a_database, {"not_a_database"}),
    "empty": (empty, {"empty_file"}),
    "zeroed": (zeroed, {"zeroed"}),
    "truncated": (truncated, {"truncated", "damaged"}),
    "200 flipped bits": (flipped, {"damaged", "not_a_database", "table_missing", "columns_missing", "truncated"}),
    "a table that is a view": (view, {"table_is_a_view"}),
    "a recursive view": (recursive_view, {"table_is_a_view"}),
    "a pipe": (pipe, {"not_a_file"}),
    "a loop of links": (loop, {"link"}),
    "a link out of the carrier": (link_out, {"link"}),
}


def lines(result: dict[str, Any], reader: str) -> list[dict[str, Any]]:
    return [line for line in result["coverage"] if line["reader"] == reader]


def answers(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {answer["question"]: answer for answer in result["answers"]}


@pytest.fixture
def quiet_bench(bench: Bench) -> Bench:
    """A bench on which only one profile is left, so that its loss decides the answer."""
    for other in ("Users/bram", "Users/anna/AppData/Local/Microsoft"):
        shutil.rmtree(bench.carrier / other)
    return bench


@pytest.mark.parametrize(("spoil", "reasons"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_history_cannot_be_assessed(
    quiet_bench: Bench, spoil: Callable[[Path], None], reasons: set[str]
) -> None:
    spoil(quiet_bench.carrier / PROFILE / "History")
    result = quiet_bench.result(quiet_bench.root / "case")
    bad = [line for line in lines(result, "chromium_history") if line["status"] != "excluded"]
    assert {line["status"] for line in bad} <= {"unreadable", "degraded"}
    assert {line["reason"] for line in bad} <= reasons
    assert answers(result)["listed_places_visited"]["answer"] == "not_assessable"
    assert answers(result)["listed_places_visited"]["seen"] < 1


def test_a_sparse_file_of_ten_gigabytes_neither_fills_memory_nor_time(quiet_bench: Bench) -> None:
    sparse(quiet_bench.carrier / PROFILE / "History")
    result = quiet_bench.result(quiet_bench.root / "case")
    assert {line["status"] for line in lines(result, "chromium_history")} <= {
        "read",
        "unreadable",
        "degraded",
        "excluded",
    }


def test_a_directory_with_the_name_of_a_history_is_no_history(quiet_bench: Bench) -> None:
    directory(quiet_bench.carrier / PROFILE / "History")
    result = quiet_bench.result(quiet_bench.root / "case")
    assert answers(result)["listed_places_visited"]["answer"] == "not_assessable"


def test_the_loss_of_one_profile_does_not_take_the_others(bench: Bench) -> None:
    zeroed(bench.carrier / PROFILE / "History")
    found = answers(bench.result(bench.root / "case"))["listed_places_visited"]
    assert (found["answer"], found["count"]) == ("indication", 2)
    assert found["seen"] < 1


def test_a_device_node_is_not_opened(quiet_bench: Bench) -> None:
    history = quiet_bench.carrier / PROFILE / "History"
    history.unlink()
    try:
        os.mknod(history, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(history)  # without root nobody can make a device; a pipe takes the same way
    result = quiet_bench.result(quiet_bench.root / "case")
    assert {line["reason"] for line in lines(result, "chromium_history")} & {"not_a_file"}


def test_names_as_long_as_a_path_may_be(quiet_bench: Bench) -> None:
    deep = quiet_bench.carrier
    descriptor = os.open(deep, os.O_RDONLY)
    for _ in range(20):  # 20 x 200 characters: longer than any path the system takes at once
        os.mkdir("x" * 200, dir_fd=descriptor)
        inner = os.open("x" * 200, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(os.open("History", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
    os.close(descriptor)
    result = quiet_bench.result(quiet_bench.root / "case")
    assert result["status"] == "done"
    assert "name_too_long" in {line["reason"] for line in result["coverage"]}
    subprocess.run(["rm", "-rf", str(deep)], check=True)


def test_a_loop_of_folders_ends(quiet_bench: Bench) -> None:
    (quiet_bench.carrier / "Users/anna/again").symlink_to(quiet_bench.carrier, target_is_directory=True)
    assert quiet_bench.result(quiet_bench.root / "case")["status"] == "done"


def test_a_zip_bomb_ends_in_an_answer(bench: Bench) -> None:
    archive = bench.root / "bomb.zip"
    with (
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open(f"{PROFILE}/History", "w") as member,
    ):
        member.write(b"SQLite format 3\0")
        for _ in range(400):
            member.write(b"\0" * 1024 * 1024)
    assert archive.stat().st_size < 1_000_000
    result = bench.result(bench.root / "case", carriers=[archive])
    assert {line["reason"] for line in lines(result, "chromium_history")} == {"archive_bomb"}
    assert answers(result)["listed_places_visited"]["answer"] == "not_assessable"


def test_an_archive_cut_in_half_is_an_answer_or_a_sentence(bench: Bench) -> None:
    archive = Path(shutil.make_archive(str(bench.root / "whole"), "zip", bench.carrier))
    os.truncate(archive, archive.stat().st_size // 2)
    done = bench.check(bench.root / "case", "--json", carriers=[archive])
    assert "Traceback" not in done.stderr
    if done.returncode == 1:
        assert done.stderr.strip()
    else:
        assert answers(json.loads(done.stdout))["listed_places_visited"]["answer"] == "not_assessable"


def test_a_list_without_a_manifest_is_refused_with_a_sentence(bench: Bench) -> None:
    bare = bench.root / "bare.txt"
    bare.write_text("listed.example\n", encoding="utf-8")
    done = inzage("lists", "import", bare, "--into", bench.papers.lists, "--kit", bench.papers.kit)
    assert done.returncode == 5
    assert "manifest" in done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A folder on a disk of 64 kB, or a folder that nobody may write to where no disk can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    yield folder if mounted.returncode == 0 else Path("/proc/nowhere")
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)


def test_a_full_disk_loses_nothing_and_can_be_resumed(bench: Bench, small_disk: Path) -> None:
    case = small_disk / "case"
    full = bench.check(case)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "lukt niet" in full.stderr
    if small_disk.is_mount():
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        resumed = bench.check(case, "--resume")
        again = resumed if "geen onderbroken" not in resumed.stderr else bench.check(case)
        assert again.returncode == 4, again.stderr
        assert inzage("verify", case, "--kit", bench.papers.kit).returncode == 0


WRONG_WORDS: dict[str, tuple[list[str], int]] = {
    "no such carrier": (["check", "{root}/nothing"], 1),
    "a carrier that is a text file": (["check", "{root}/mandate.toml"], 1),
    "a mandate that is no envelope": (["check", "{carrier}", "--mandate", "{root}/demo-plaatsen.txt"], 1),
    "an order in the place of the mandate": (["check", "{carrier}", "--mandate", "{root}/order.dsse.json"], 1),
    "a kit that is none": (["check", "{carrier}", "--kit", "{root}/lists"], 1),
    "lists that are none": (["check", "{carrier}", "--lists", "{root}/carrier"], 4),
    "nothing to resume": (["check", "{carrier}", "--resume"], 1),
}


@pytest.mark.parametrize(("words", "code"), WRONG_WORDS.values(), ids=WRONG_WORDS.keys())
def test_wrong_words_get_a_sentence(bench: Bench, words: list[str], code: int) -> None:
    given = [word.format(root=bench.root, carrier=bench.carrier) for word in words]
    papers = {
        "--mandate": bench.papers.mandate, "--order": bench.papers.order, "--kit": bench.papers.kit,
        "--lists": bench.papers.lists, "--out": bench.root / "case",
        "--presented": "aangereikt", "--owner": "betrokkene",
    }  # fmt: skip
    rest = [str(part) for pair in papers.items() if pair[0] not in given for part in pair]
    done = inzage(*given, *rest)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert len(done.stderr.split()) > 5
