"""Which kind serves a path, and a clear sentence for every path that none serves."""

import bz2
import gzip
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inzage.formats.encryption import Secret, SecretKind
from inzage.result import Status
from inzage.sources import MissingLibraries, NoSuchCarrier, SourceFault, UnknownCarrier, image, opening
from inzage.sources.folder import FolderSource
from inzage.sources.image import ImageSource
from inzage.sources.keys import Key
from inzage.sources.opening import kind_of_archive, open_source
from inzage.worker import warm
from inzage.worker.pool import Pool
from tests.sources.archives import PLACE, made_tar, made_zip
from tests.sources.trees import as_ordinary_user, hits, put
from tests.tables import gpt, mbr


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"PK\x03\x04rest", "a", "zip"),
        (b"PK\x05\x06", "a.tar", "zip"),
        (b"\0" * 257 + b"ustar\x0000", "a", "tar"),
        (b"\0" * 257 + b"ustar  \0", "a.zip", "tar"),
        (gzip.compress(b"", mtime=0), "a", "tar"),
        (bz2.compress(b""), "a", "tar"),
        (lzma.compress(b""), "a", "tar"),
        (b"old", "a.TAR", "tar"),
        (b"PK\x01\x02", "a.zip", None),
        (b"", "a", None),
        (b"\0" * 256 + b"ustar", "a", None),
        (b"SQLite format 3\0", "History", None),
        (b"EVF\x09", "a.E01", None),
    ],
)
def test_kind_by_first_bytes(head: bytes, name: str, kind: str | None) -> None:
    assert kind_of_archive(head, name) == kind


def test_each_kind_opens(tmp_path: Path) -> None:
    put(tmp_path, f"tree/{PLACE}")
    (tmp_path / "link").symlink_to("tree")
    made_zip(tmp_path / "a.bin", [(PLACE, b"x")])
    made_tar(tmp_path / "b.bin", [(PLACE, b"x")], "w:xz")
    for name, kind in (("tree", "folder"), ("link", "folder"), ("a.bin", "zip"), ("b.bin", "tar")):
        source = open_source(str(tmp_path / name))
        assert source.kind == kind
        assert [match.found.untrusted_path for match in hits(source)] == [PLACE]
        source.close()


def test_the_budget_of_names_reaches_the_source(tmp_path: Path) -> None:
    made_zip(tmp_path / "a.zip", [(str(number), b"") for number in range(9)])
    for name in (".", "a.zip"):
        source = open_source(str(tmp_path / name), entries=1)
        assert source.survey().filesystems[0].entries == 1
        source.close()


def refused(path: str | Path) -> SourceFault:
    with pytest.raises(SourceFault) as fault:
        open_source(str(path))
    for language in ("nl", "en"):
        assert str(path) in fault.value.sentence(language)  # type: ignore[arg-type]
    return fault.value


def test_nothing_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path / "a\0b", "", tmp_path / ("n" * 300)):
        assert isinstance(refused(path), NoSuchCarrier)
    assert isinstance(refused(put(tmp_path, "file") / "below"), NoSuchCarrier)


def test_of_no_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path, "text", b"plain text")
    put(tmp_path, "empty", b"")
    for name in ("pipe", "text", "empty"):
        assert isinstance(refused(tmp_path / name), UnknownCarrier)
    assert isinstance(refused("/dev/null"), UnknownCarrier)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path, *list(tmp_path.parents)[:3]):
        path.chmod(path.stat().st_mode | 0o055)
    put(tmp_path, "shut/x")
    made_zip(tmp_path / "a.zip", [])
    for name in ("shut", "a.zip"):
        (tmp_path / name).chmod(0)
        with as_ordinary_user():
            fault = refused(tmp_path / name)
        assert isinstance(fault, NoSuchCarrier)
        assert "no permission" in fault.sentence("en")
        (tmp_path / name).chmod(0o700)


def test_only_the_first_bytes_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = made_zip(tmp_path / "a.zip", [(PLACE, b"x" * 100_000)])
    asked: list[tuple[int, int]] = []
    real = os.pread

    def watch(file: int, size: int, offset: int) -> bytes:
        asked.append((size, offset))
        return real(file, size, offset)

    monkeypatch.setattr(os, "pread", watch)
    open_source(str(at)).close()
    assert asked == [(4608, 0)]


DISKS: list[tuple[str, bytes, str]] = [
    ("stick", b"\xeb\x52\x90NTFS    " + bytes(9000), "raw"),
    ("disk", mbr((7, 8, 10)) + bytes(9000), "raw"),
    ("gpt", gpt(200, []), "raw"),
    ("linux", bytes(1080) + b"\x53\xef" + bytes(9000), "raw"),
    ("shut", b"LUKS\xba\xbe\0\1" + bytes(9000), "raw"),
    ("noise.dd", b"\x07" * 9000, "raw"),
    ("noise.001", b"\x07" * 9000, "raw"),
    ("a.E01", b"EVF\x09\x0d\x0a\xff\x00" + bytes(900), "ewf"),
    ("any", b"QFI\xfb" + bytes(900), "qcow"),
    ("any", b"KDMV" + bytes(900), "vmdk"),
    ("any", b"# Disk DescriptorFile\n", "vmdk"),
    ("any", b"vhdxfile" + bytes(900), "vhd"),
    ("any", b"\x07" * 900 + b"conectix" + bytes(504), "vhd"),
    ("any", b"\x07" * 900 + b"koly" + bytes(508), "dmg"),
]


@pytest.mark.parametrize(("name", "content", "kind"), DISKS)
def test_disks_and_images(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    source = open_source(str(put(tmp_path, name, content)))
    assert source.kind == kind
    source.close()


_LOADED = """
import sys
from inzage.sources.opening import open_source
open_source(sys.argv[1]).close()
kinds = {f"inzage.sources.{name}" for name in ("archive", "backup_ab", "backup_ios", "folder", "image")}
print(*sorted(kinds.intersection(sys.modules)))
"""


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("a.zip", b"PK\x05\x06" + bytes(18), ["archive"]),
        ("b.ab", b"ANDROID BACKUP\n5\n0\nnone\n", ["backup_ab", "backup_ios"]),
        ("c.dd", bytes(9000), ["image"]),
        ("d/e", b"", ["backup_ios", "folder"]),
    ],
)
def test_a_carrier_loads_no_kind_that_it_is_not(name: str, content: bytes, kinds: list[str], tmp_path: Path) -> None:
    put(tmp_path, name, content)
    at = tmp_path / name.partition("/")[0]
    said = subprocess.run([sys.executable, "-c", _LOADED, at], check=True, capture_output=True, text=True)
    assert said.stdout.split() == [f"inzage.sources.{kind}" for kind in kinds]


def test_the_worker_of_a_disk_that_cannot_be_opened_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    start: Any = subprocess.Popen.__init__

    def watched(process: subprocess.Popen[bytes], *words: object, **more: object) -> None:
        start(process, *words, **more)
        begun.append(process)

    monkeypatch.setattr(subprocess.Popen, "__init__", watched)
    monkeypatch.setattr(image, "missing", lambda: ("pyfsntfs",))
    with pytest.raises(MissingLibraries):
        open_source(str(put(tmp_path, "disk.dd", bytes(9000))))
    assert len(begun) == 1
    assert begun[0].returncode is not None


def test_a_pool_that_is_lent_serves_one_disk_after_another(tmp_path: Path) -> None:
    disk = str(put(tmp_path, "disk.dd", bytes(9000)))
    with Pool(warm.DISKS) as pool:
        for _ in range(2):
            source = open_source(disk, disks=pool)
            assert [one.status for one in source.survey().filesystems] == [Status.ABSENT]
            assert pool._warm is not None
            process = pool._warm[0]
            assert isinstance(source, ImageSource)
            session = source._worker._session
            assert session is not None
            source.close()
            assert session._over
            assert process.poll() is None
            assert pool._warm[0] is process


def test_a_disk_that_its_owners_keys_open_has_a_pool_of_its_own(tmp_path: Path) -> None:
    disk = str(put(tmp_path, "disk.dd", bytes(9000)))
    with Pool(warm.DISKS) as pool:
        source = open_source(disk, keys=(Key(None, Secret(SecretKind.PASSWORD, bytearray(b"geheim"))),), disks=pool)
        assert source.survey().filesystems
        source.close()
        assert pool._warm is None


def test_a_pool_with_the_other_lock_is_not_used(tmp_path: Path) -> None:
    disk = str(put(tmp_path, "disk.dd", bytes(9000)))
    with Pool(warm.DISKS, unconfined=True) as pool:
        source = open_source(disk, disks=pool)
        assert source.survey().filesystems
        source.close()
        assert pool._warm is None


@pytest.mark.parametrize("name", ["a.E02", "a.002"])
def test_a_later_part_is_not_taken_for_the_whole(name: str, tmp_path: Path) -> None:
    for part in ("a.E01", "a.E02"):
        put(tmp_path, part, b"EVF\x09\x0d\x0a\xff\x00" + bytes(900))
    for part in ("a.001", "a.002"):
        put(tmp_path, part, bytes(9000))
    fault = refused(tmp_path / name)
    assert isinstance(fault, UnknownCarrier)
    assert "het eerste" in fault.sentence("nl")


def test_a_recogniser_can_be_put_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = put(tmp_path, "tree/x").parent
    monkeypatch.setattr(opening, "RECOGNISERS", (lambda look: FolderSource(str(other), 9), *opening.RECOGNISERS))
    source = open_source(str(put(tmp_path, "a.zip", b"PK\x03\x04")))
    assert source.kind == "folder"
    source.close()
