"""Images that nobody here made: each opens with the names it is known to hold, or tells why not.

Counts are those of the README beside the data, and of another program's listing (``fls``).
"""

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.artefact import EntryKind
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Source
from inzage.sources.opening import open_source
from inzage.sources.unpacked import UnpackedSource
from tests.real.test_sources import opened

DFVFS = "dfvfs/test_data"
NTFS = "dfir_ntfs/test_data"
FVE = "dissect.fve/tests/_data"


@contextmanager
def source_of(path: Path) -> Iterator[Source]:
    source = open_source(str(path))
    try:
        yield source
    finally:
        source.close()


def unpacked(at: Path, room: Path) -> Path:
    """A packed image as it was."""
    made = room / at.name.removesuffix(".gz")
    made.write_bytes(gzip.decompress(at.read_bytes()))
    return made


EXT2 = {"volume-0/a_directory/a_file": 53, "volume-0/a_directory/another_file": 22, "volume-0/passwords.txt": 116}
IMAGES = [
    ("ext2.E01", "ewf", "ext2", 6),
    ("ext2.qcow2", "qcow", "ext2", 6),
    ("ext2.vmdk", "vmdk", "ext2", 6),
    ("ext2.vhd", "vhd", "ext2", 6),
    ("ext2.splitraw.000", "raw", "ext2", 6),
    ("apfs.raw", "raw", "apfs", 10),
    ("hfsplus.raw", "raw", "hfs+", 12),
    ("windows_volume.qcow2", "qcow", "ntfs", 18),
]


@pytest.mark.parametrize(("name", "kind", "system", "entries"), IMAGES)
def test_an_image_shows_its_names(real_data: Path, name: str, kind: str, system: str, entries: int) -> None:
    with source_of(real_data / DFVFS / name) as source:
        assert source.kind == kind
        assert source.survey().filesystems == (FileSystem(system, entries, Status.READ),)


@pytest.mark.parametrize("name", [name for name, _, system, _ in IMAGES if system != "ntfs"])
def test_one_tree_in_many_containers(real_data: Path, name: str) -> None:
    with source_of(real_data / DFVFS / name) as source:
        got = opened(source, "a_file", "another_file", "passwords.txt")
    assert {path: size for path, (size, _, _) in got.items()} == EXT2
    assert {digest for path, (_, digest, _) in got.items() if path.endswith("passwords.txt")} == {PASSWORDS}


PASSWORDS = "02a2a6af2f1e"


def test_the_later_half_of_a_split_image_means_the_whole(real_data: Path) -> None:
    with source_of(real_data / DFVFS / "ext2.splitraw.001") as source:
        assert source.survey().filesystems[0].entries == 6


def test_a_file_of_windows(real_data: Path) -> None:
    with source_of(real_data / DFVFS / "windows_volume.qcow2") as source:
        got = opened(source, "System32/config/syslog")
    assert [(path, told[0]) for path, told in got.items()] == [("volume-0/Windows/System32/config/syslog", 1247)]


PACKED = [
    ("fat12", "fat12", 1025, 513, Status.READ),
    ("ntfs3", "ntfs", 17, 15, Status.READ),
    ("fat32_loop", "fat32", 90, 3, Status.READ),
]


@pytest.mark.parametrize(("name", "system", "entries", "files", "status"), PACKED)
def test_volumes_that_were_made_to_be_hard(
    real_data: Path, tmp_path: Path, name: str, system: str, entries: int, files: int, status: Status
) -> None:
    with source_of(unpacked(real_data / NTFS / f"{name}.raw.gz", tmp_path)) as source:
        assert source.survey().filesystems == (FileSystem(system, entries, status),)
        assert isinstance(source, UnpackedSource)
        kinds = [told.entry.kind for told in source._list]
        got = opened(source, "*.txt")
    assert kinds.count(EntryKind.FILE) == files
    assert all(len(digest) == 12 for _, digest, _ in got.values())


SHUT = [
    ("bde/aes_128", "bitlocker"), ("bde/aes-xts_256", "bitlocker"), ("bde/vista", "bitlocker"),
    ("bde/recovery_password", "bitlocker"), ("luks1/sha1", "luks1"), ("luks2/aes-xts-plain64", "luks2"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "word"), SHUT)
def test_what_is_locked_is_told_as_locked(real_data: Path, tmp_path: Path, name: str, word: str) -> None:
    with source_of(unpacked(real_data / FVE / f"{name}.bin.gz", tmp_path)) as source:
        assert source.survey().filesystems == (FileSystem(word, 0, Status.ENCRYPTED, Reason.ENCRYPTED),)


def test_every_image_is_left_as_it_was(real_data: Path) -> None:
    at = real_data / DFVFS / "ext2.E01"
    before = at.stat().st_mtime_ns
    with source_of(at) as source:
        opened(source, "a_file")
    assert hashlib.sha256(at.read_bytes()).hexdigest().startswith("ab9ea9a4951b")
    assert at.stat().st_mtime_ns == before
