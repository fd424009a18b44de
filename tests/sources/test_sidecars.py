"""What is opened together with a file: a database's log as it is spelled, a hive's logs, a LevelDB whole."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from inzage.result import Reason
from inzage.sources import Patterns, Source, Unopenable
from inzage.sources.archive import ArchiveSource
from inzage.sources.folder import FolderSource
from inzage.sources.sidecars import NUMBERED_MOST, beside, is_current, owner
from tests.sources.archives import made_tar, made_zip
from tests.sources.trees import hits, put

LEVELDB = Patterns("chromium_synced_devices", ("LevelDB/CURRENT",))
USER = Patterns("userassist", ("Users/*/NTUSER.DAT",))
HIVE = "Users/jan/NTUSER.DAT"
Made = Callable[[Path, Mapping[str, bytes]], Source]


@pytest.mark.parametrize(
    ("path", "belongs_to"),
    [
        ("a/History-wal", "a/History"),
        ("a/History-journal", "a/History"),
        ("a/History-WAL", None),
        ("a/History.LOG1", None),
        ("a/ntuser.dat.LOG1", "a/ntuser.dat"),
        ("a/NTUSER.DAT.log2", "a/NTUSER.DAT"),
        ("a/SYSTEM.LOG", "a/SYSTEM"),
        ("a/SYSTEM.LOG3", None),
        ("a/my SYSTEM.LOG", None),
        ("SYSTEM", None),
        (".LOG", None),
        ("", None),
        ("a/LevelDB/000003.log", "a/LevelDB/CURRENT"),
        ("a/000005.LDB", "a/CURRENT"),
        ("5.sst", "CURRENT"),
        ("a/Manifest-1", "a/CURRENT"),
        ("a/MANIFEST-000001.old", None),
        ("a/MANIFEST-", None),
        ("a/x5.ldb", None),
        ("a/\u0665.ldb", None),
        ("a/LOG", None),
        ("a/CURRENT", None),
    ],
)
def test_whose_a_file_would_be(path: str, belongs_to: str | None) -> None:
    assert owner(path) == belongs_to


@pytest.mark.parametrize(
    ("path", "there", "found"),
    [
        ("h", ["h-wal", "h.LOG1", "H-journal"], {"-wal": "h-wal"}),
        ("x/SAM", ["x/sam.log1", "x/SAM.LOG2", "y/SAM.LOG"], {".log1": "x/sam.log1", ".log2": "x/SAM.LOG2"}),
        ("SAM", ["SAM-wal", "SAM"], {}),
        ("SAM", ["sam.LOG", "SAM.log", "SAM.LOG"], {".log": "SAM.LOG"}),
        ("SAM", ["sam.log", "Sam.log"], {".log": "Sam.log"}),
        (
            "x/CURRENT",
            ["x/000003.log", "x/MANIFEST-1", "x/5.LDB", "x/LOG", "x/y/6.ldb", "y/7.ldb", "x/CURRENT-wal"],
            {"000003.log": "x/000003.log", "manifest-1": "x/MANIFEST-1", "5.ldb": "x/5.LDB"},
        ),
        ("current", ["3.log", "CURRENT", "4.ldb"], {"3.log": "3.log", "4.ldb": "4.ldb"}),
    ],
)
def test_what_belongs_to_a_file(path: str, there: list[str], found: dict[str, str]) -> None:
    assert beside(path, there) == beside(path, reversed(there)) == found


def as_folder(at: Path, files: Mapping[str, bytes]) -> Source:
    for name, content in files.items():
        put(at / "tree", name, content)
    return FolderSource(str(at / "tree"), 1000)


def as_zip(at: Path, files: Mapping[str, bytes]) -> Source:
    return ArchiveSource(str(made_zip(at / "a.zip", list(files.items()))), "zip", 1000)


def as_tar(at: Path, files: Mapping[str, bytes]) -> Source:
    return ArchiveSource(str(made_tar(at / "a.tar", list(files.items()))), "tar", 1000)


EVERY = pytest.mark.parametrize("made", [as_folder, as_zip, as_tar])


def sidecars(source: Source, looked_for: Patterns = USER, held: bytes = b"hive") -> dict[str, bytes]:
    """What comes with the one file there is."""
    try:
        (match,) = hits(source, [looked_for])
        with source.open(match.found) as artefact:
            assert os.pread(artefact.file, 99, 0) == held
            return {ending: os.pread(fd, 99, 0) for ending, fd in artefact.sidecars.items()}
    finally:
        source.close()


@EVERY
def test_a_hive_comes_with_its_logs_however_they_are_spelled(made: Made, tmp_path: Path) -> None:
    files = {
        "Users/jan/ntuser.dat.LOG1": b"one",
        HIVE: b"hive",
        "Users/jan/NTUSER.DAT.log2": b"",
        "Users/jan/NTUSER.DAT-wal": b"of no hive",
        "Users/jan/NTUSER.DAT{1}.TM.blf": b"another",
        "Users/piet/ntuser.dat.LOG": b"of another",
    }
    assert sidecars(made(tmp_path, files)) == {".log1": b"one", ".log2": b""}


@EVERY
def test_the_log_spelled_as_its_hive_counts(made: Made, tmp_path: Path) -> None:
    files = {"Users/jan/NTUSER.DAT.LOG1": b"own", "Users/jan/ntuser.dat.LOG1": b"other", HIVE: b"hive"}
    assert sidecars(made(tmp_path, files)) == {".log1": b"own"}


@EVERY
def test_a_hive_without_logs_comes_alone(made: Made, tmp_path: Path) -> None:
    assert sidecars(made(tmp_path, {HIVE: b"hive"})) == {}


def test_a_hive_whose_log_cannot_be_had_is_not_opened_without_it(tmp_path: Path) -> None:
    source = as_folder(tmp_path, {HIVE: b"hive"})
    (tmp_path / "tree/Users/jan/ntuser.dat.LOG1").symlink_to("NTUSER.DAT")
    with pytest.raises(Unopenable) as refused:
        sidecars(source)
    assert refused.value.reason is Reason.LINK


def test_a_log_that_comes_meanwhile_is_told(tmp_path: Path) -> None:
    source = as_folder(tmp_path, {HIVE: b"hive"})
    (match,) = hits(source, [USER])
    with pytest.raises(Unopenable) as refused, source.open(match.found):
        put(tmp_path / "tree", "Users/jan/ntuser.dat.LOG1", b"new")
    assert refused.value.reason is Reason.CHANGED_WHILE_READ
    source.close()


@EVERY
def test_a_leveldb_comes_whole(made: Made, tmp_path: Path) -> None:
    files = {
        "a/LevelDB/000003.log": b"log",
        "a/LevelDB/MANIFEST-000001": b"one",
        "a/LevelDB/CURRENT": b"current",
        "a/LevelDB/MANIFEST-000002": b"two",
        "a/LevelDB/000005.ldb": b"",
        "a/LevelDB/000006.SST": b"old",
        "a/LevelDB/LOG": b"words",
        "a/LevelDB/LOCK": b"",
        "a/LevelDB/lost/000009.ldb": b"below",
        "a/000010.ldb": b"above",
    }
    told = sidecars(made(tmp_path, files), LEVELDB, b"current")
    assert told == {
        "000003.log": b"log", "manifest-000001": b"one", "manifest-000002": b"two", "000005.ldb": b"",
        "000006.sst": b"old",
    }  # fmt: skip


@EVERY
def test_a_current_of_which_the_rest_is_gone_comes_alone(made: Made, tmp_path: Path) -> None:
    assert sidecars(made(tmp_path, {"a/LevelDB/CURRENT": b"current"}), LEVELDB, b"current") == {}


def test_of_too_many_files_the_newest_come_and_every_manifest() -> None:
    there = ["MANIFEST-000001", *(f"{number:06}.ldb" for number in range(2, 300))]
    told = beside("CURRENT", there)
    assert len(told) == NUMBERED_MOST
    assert {"manifest-000001", "000299.ldb", "000173.ldb"} <= set(told)
    assert "000172.ldb" not in told


def test_a_numbered_file_that_comes_meanwhile_is_told(tmp_path: Path) -> None:
    source = as_folder(tmp_path, {"a/LevelDB/CURRENT": b"current"})
    (match,) = hits(source, [LEVELDB])
    with pytest.raises(Unopenable) as refused, source.open(match.found):
        put(tmp_path / "tree", "a/LevelDB/000007.log", b"new")
    assert refused.value.reason is Reason.CHANGED_WHILE_READ
    source.close()


def test_the_name_that_stands_for_a_folder() -> None:
    assert [is_current(path) for path in ("a/CURRENT", "current", "a/CURRENT/x", "a/CURRENTS", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip
