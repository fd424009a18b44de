"""CDs and DVDs as carriers, through locked workers: what lies on them, and what is told of UDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.result import FileSystem, Reason, Status
from inzage.sources import Source
from inzage.sources.opening import open_source
from tests.sources.trees import CHROME, hits, paths, put, skips
from tests.volumes import make_iso

HISTORY = f"{CHROME}/History"
SECTOR = 2048


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    put(root, HISTORY, b"history" * 9000)
    put(root, f"{HISTORY}-wal", b"log")
    return root


@contextmanager
def opened(at: Path) -> Iterator[Source]:
    source = open_source(str(at))
    try:
        yield source
    finally:
        source.close()


@pytest.mark.parametrize("options", [("-R",), ("-J", "-joliet-long"), ("-R", "-J", "-joliet-long")])
@pytest.mark.parametrize("name", ["disc.iso", "no name for a disc"])
def test_a_disc_is_a_carrier_whatever_its_name(name: str, options: tuple[str, ...], tree: Path, tmp_path: Path) -> None:
    with opened(make_iso(tmp_path / name, tree, "-D", *options)) as source:
        assert [(one.type, one.status, one.reason) for one in source.survey().filesystems] == [
            ("iso9660", Status.READ, None)
        ]
        assert paths(source) == [f"volume-0/{HISTORY}"]
        assert [container.untrusted_name for container in source.survey().containers][1:] == ["jan", "Default"]
        (match,) = hits(source)
        with source.open(match.found) as artefact:
            assert artefact.size == 63_000
            assert set(artefact.sidecars) == {"-wal"}
        assert skips(source) == []


def test_udf_over_the_same_files_is_told_and_nothing_is_missed(tree: Path, tmp_path: Path) -> None:
    with opened(make_iso(tmp_path / "disc", tree, "-R", "-D", "-udf")) as source:
        assert [(one.type, one.status, one.reason) for one in source.survey().filesystems] == [
            ("iso9660", Status.READ, None),
            ("udf", Status.ABSENT, None),
        ]
        assert paths(source) == [f"volume-0.1/{HISTORY}"]
        assert skips(source) == []


def test_udf_with_more_than_the_disc_beside_it_is_told(tree: Path, tmp_path: Path) -> None:
    made = bytearray(make_iso(tmp_path / "disc", tree, "-R", "-D", "-udf").read_bytes())
    at = next(at for at in range(32 * SECTOR, len(made), SECTOR) if made[at : at + 2] == b"\x09\0")
    made[at + 120] += 1
    with opened(put(tmp_path, "more", bytes(made))) as source:
        assert [(one.type, one.status, one.reason) for one in source.survey().filesystems] == [
            ("iso9660", Status.READ, None),
            ("udf", Status.UNREADABLE, Reason.FILE_SYSTEM_UNKNOWN),
        ]
        assert len(paths(source)) == 1
        assert [reason for _, _, reason in skips(source)] == [Reason.FILE_SYSTEM_UNKNOWN]


def test_a_disc_of_udf_alone_is_never_silent(tmp_path: Path) -> None:
    made = bytearray(300 * SECTOR)
    for number, sign in enumerate([b"BEA01", b"NSR02", b"TEA01"], 16):
        made[number * SECTOR + 1 : number * SECTOR + 6] = sign
    with opened(put(tmp_path, "disc", bytes(made))) as source:
        assert source.survey().filesystems == (FileSystem("udf", 0, Status.UNREADABLE, Reason.FILE_SYSTEM_UNKNOWN),)
        assert [reason for _, _, reason in skips(source)] == [Reason.FILE_SYSTEM_UNKNOWN]


def test_what_is_packed_on_a_disc_is_told_by_name(tree: Path, tmp_path: Path) -> None:
    content = bytearray(make_iso(tmp_path / "disc", tree, "-R", "-D").read_bytes())
    at = content.index(b"HISTORY.;1") - 33
    content[at + 26] = 4  # parts that alternate with those of another file
    with opened(put(tmp_path, "odd", bytes(content))) as source:
        assert [reason for _, _, reason in skips(source)] == [Reason.FILE_SYSTEM_UNKNOWN]
        assert hits(source) == []
