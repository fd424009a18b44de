"""Archives as carriers, through a really locked worker: what is offered, what is refused and why."""

import fcntl
import hashlib
import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inzage.result import FileSystem, Reason, Status
from inzage.sources import Match, Source, Unopenable, archive_worker
from inzage.sources.archive import ArchiveKind, ArchiveSource
from inzage.sources.containers import closed_containers
from inzage.sources.folder import FolderSource
from tests.sources.archives import PLACE, RawZip, content_of, made_tar, made_zip, opened, tar_member
from tests.sources.trees import CHROME, HISTORY, PLACES, hits, paths, put, skips

MEMBERS = [
    (f"{CHROME}/History-wal", b"wal"),
    (f"{CHROME}/History", b"history" * 1000),
    (f"{CHROME}/History-shm", b"shm"),
    (f"{CHROME}/History Provider Cache", b""),
    ("Users/piet/User Data/Default/History", b"of piet"),
    ("Users/piet/User Data/Default/History-journal", b"journal"),
    ("Windows/x", b""),
]
PACKED = [("w", ".tar"), ("w:gz", ".tar.gz"), ("w:bz2", ".tar.bz2"), ("w:xz", ".tar.xz")]
EVERY: list[tuple[ArchiveKind, Callable[[Path], Path]]] = [
    ("zip", lambda at: made_zip(at / "a.zip", MEMBERS)),
    *[
        ("tar", lambda at, mode=mode, ending=ending: made_tar(at / f"a{ending}", MEMBERS, mode))  # type: ignore[misc]
        for mode, ending in PACKED
    ],
]


@pytest.mark.parametrize(("readers", "unpacked"), [(1, 8), (3, 2)])
def test_what_several_readers_open_is_unpacked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: int, unpacked: int
) -> None:
    """One file and what lies beside it, each with a place of its own in it."""
    fetched, real = [], archive_worker.ArchiveWorker._member

    def member(self: archive_worker.ArchiveWorker, where: int, size: int) -> int:
        fetched.append(where)
        return real(self, where, size)

    monkeypatch.setattr(archive_worker.ArchiveWorker, "_member", member)
    wanted = [replace(HISTORY, reader=f"{HISTORY.reader}_{n}") for n in range(readers)]
    with opened(made_zip(tmp_path / "a.zip", MEMBERS), "zip") as source:
        first = next(match for match in list(source.find(wanted, frozenset())) if isinstance(match, Match)).found
        for _ in range(2):
            with source.open(first) as artefact, source.open(first) as beside_it:
                assert os.read(artefact.file, 9999) == os.read(beside_it.file, 9999) == b"history" * 1000
                assert os.read(artefact.sidecars["-wal"], 99) == b"wal"
                with pytest.raises(OSError):
                    os.write(beside_it.file, b"x")
    assert len(fetched) == unpacked


@pytest.mark.parametrize(("kind", "make"), EVERY, ids=["zip", "tar", "gz", "bz2", "xz"])
def test_every_form_gives_the_same(tmp_path: Path, kind: ArchiveKind, make: Callable[[Path], Path]) -> None:
    with opened(make(tmp_path), kind) as source:
        survey = source.survey()
        assert survey.filesystems == (FileSystem(kind, len(MEMBERS), Status.READ),)
        assert [c.untrusted_name for c in survey.containers[1:]] == ["jan", "Default", "piet", "Default"]
        assert paths(source) == [f"{CHROME}/History", "Users/piet/User Data/Default/History"]
        assert [match.found.container for match in hits(source)] == [2, 4]
        first, second = hits(source)
        with source.open(second.found) as artefact:
            assert os.read(artefact.file, 99) == b"of piet"
            assert {end: os.read(fd, 99) for end, fd in artefact.sidecars.items()} == {"-journal": b"journal"}
        with source.open(first.found, HISTORY.beside) as artefact:
            assert os.read(artefact.file, 9999) == b"history" * 1000
            assert {end: os.read(fd, 99) for end, fd in artefact.sidecars.items()} == {"-wal": b"wal"}
            assert source.digest(artefact) == hashlib.sha256(b"history" * 1000).hexdigest()
            assert set(artefact.siblings) <= {"History Provider Cache"}


def test_an_archive_and_a_folder_of_one_tree_agree(tmp_path: Path) -> None:
    for name, content in MEMBERS:
        put(tmp_path / "same", name, content)
    tree = FolderSource(str(tmp_path / "same"), 1000)
    with opened(made_zip(tmp_path / "same.zip", MEMBERS)) as source:
        theirs = [(c.ordinal, c.kind, c.parent, c.untrusted_name) for c in source.survey().containers[1:]]
        ours = [(c.ordinal, c.kind, c.parent, c.untrusted_name) for c in tree.survey().containers[1:]]
        assert theirs == ours
        assert sorted(paths(source)) == sorted(paths(tree))
    tree.close()


def test_what_comes_out_is_sealed_memory(tmp_path: Path) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source, source.open(hits(source)[0].found) as artefact:
        for change in (lambda fd: os.pwrite(fd, b"x", 0), lambda fd: os.ftruncate(fd, 0)):
            with pytest.raises(PermissionError):
                change(artefact.file)
        assert fcntl.fcntl(artefact.file, fcntl.F_GET_SEALS) & fcntl.F_SEAL_SEAL


def test_nothing_here_can_write(tmp_path: Path) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source:
        public = {name for name in dir(source) if not name.startswith("_")}
        assert public == {
            "kind", "identity", "hashes_inside", "survey", "find", "open", "digest", "close", "files", "size", "serial",
            "skim", "digests_of",
        }  # fmt: skip
        both: list[Source] = [source, FolderSource(str(tmp_path), 9)]
    assert [each.hashes_inside for each in both] == [True, False]


def test_the_excluded_stay_closed(tmp_path: Path) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source:
        closed = closed_containers(source.survey().containers, {"jan"}.__contains__)
        assert paths(source, [HISTORY], closed) == ["Users/piet/User Data/Default/History"]
        assert paths(source, [HISTORY], frozenset({0})) == []


def test_what_was_not_offered_cannot_be_opened(tmp_path: Path) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source:
        found = hits(source)[0].found
        assert paths(source, [HISTORY], frozenset({1})) == ["Users/piet/User Data/Default/History"]
        with pytest.raises(Unopenable), source.open(found):
            pass


def test_an_archive_that_changes_is_not_read_on(tmp_path: Path) -> None:
    at = made_zip(tmp_path / "a.zip", MEMBERS)
    with opened(at) as source:
        found = hits(source)[0].found
        os.utime(at, (0, 0))
        with pytest.raises(Unopenable) as refused, source.open(found):
            pass
        assert refused.value.reason is Reason.CHANGED_WHILE_READ


def test_identity_is_of_the_bytes_wherever_they_lie(tmp_path: Path) -> None:
    first = made_zip(tmp_path / "a.zip", MEMBERS)
    second = put(tmp_path, "b.zip", first.read_bytes())
    third = put(tmp_path, "c.zip", first.read_bytes() + b"\0")
    told = []
    for at in (first, second, third):
        with opened(at) as source:
            told.append(source.identity)
    assert told[0] == told[1] != told[2]


# --- names -----------------------------------------------------------------------------------------------

NAMES: list[tuple[str, bytes, list[str], list[Reason]]] = [
    ("absolute", b"/User Data/Default/History", [PLACE], []),
    ("with ./", b"./User Data/./Default//History", [PLACE], []),
    ("with ..", b"User Data/x/../Default/History", [], [Reason.ARCHIVE_DAMAGED]),
    ("leading ..", b"../../User Data/Default/History", [], [Reason.ARCHIVE_DAMAGED]),
    ("too long", b"x/" * 2000 + PLACE.encode(), [], [Reason.NAME_TOO_LONG]),
    ("long, one name", b"y" * 4096 + b"/" + PLACE.encode(), [], [Reason.NAME_TOO_LONG]),
    ("newline", b"a\nb/User Data/Default/History", [f"a\nb/{PLACE}"], []),
    ("right to left", "\u202ex/User Data/Default/History".encode(), [f"\u202ex/{PLACE}"], []),
    ("trailing dots", b"User Data/Default.../History", ["User Data/Default.../History"], []),
]


@pytest.mark.parametrize(("name", "offered", "skipped"), [c[1:] for c in NAMES], ids=[c[0] for c in NAMES])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_hostile_names(
    tmp_path: Path, kind: ArchiveKind, name: bytes, offered: list[str], skipped: list[Reason]
) -> None:
    at = tmp_path / "a"
    if kind == "zip":
        raw = RawZip()
        raw.member(name, b"x")
        at.write_bytes(raw.bytes())
    else:
        made_tar(at, [(name.decode(), b"x")])
    with opened(at, kind) as source:
        assert paths(source) == offered
        assert [reason for _, _, reason in skips(source)] == skipped
        assert content_of(source) == [b"x"] * len(offered)
        assert source.survey().filesystems[0].status is (Status.DEGRADED if skipped else Status.READ)


ZIP_NAMES: list[tuple[str, bytes, int, list[str], list[Reason]]] = [
    ("NUL", b"User Data/De\0fault/History", 0x0314, [], [Reason.ARCHIVE_DAMAGED]),
    ("not UTF-8", b"\xff\xfe/User Data/Default/History", 0x0314, [f"\u00a0\u25a0/{PLACE}"], []),
    ("backslashes of DOS", b"C:\\User Data\\Default\\History", 0x0014, [f"C:/{PLACE}"], []),
    ("a backslash of Unix is part of a name", b"User Data\\Default\\History", 0x0314, [], []),
]


@pytest.mark.parametrize(("name", "made_by", "offered", "skipped"), [c[1:] for c in ZIP_NAMES])
def test_names_of_zip(tmp_path: Path, name: bytes, made_by: int, offered: list[str], skipped: list[Reason]) -> None:
    raw = RawZip()
    raw.member(name, b"x", made_by=made_by)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert paths(source) == offered
        assert [reason for _, _, reason in skips(source)] == skipped


def test_a_name_in_no_alphabet_survives(tmp_path: Path) -> None:
    raw = RawZip()
    raw.member(b"\xff/User Data/Default/History", b"x", flags=1 << 11)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert paths(source) == [f"\udcff/{PLACE}"]
    at = made_tar(tmp_path / "b", [(f"\udcff/{PLACE}", b"x")])
    with opened(at, "tar") as source:
        assert paths(source) == [f"\udcff/{PLACE}"]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_of_a_name_that_comes_twice_the_last_counts_and_the_first_is_told(tmp_path: Path, kind: ArchiveKind) -> None:
    members = [(PLACE, b"first"), (PLACE.lower(), b"other case"), ("/" + PLACE, b"last")]
    at = tmp_path / "a"
    if kind == "zip":
        made_zip(at, members)
    else:
        made_tar(at, members)
    with opened(at, kind) as source:
        assert content_of(source) == [b"other case", b"last"]
        assert [reason for _, _, reason in skips(source)] == [Reason.ARCHIVE_DAMAGED]


# --- kinds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "reason"),
    [(stat.S_IFLNK, Reason.LINK), (stat.S_IFIFO, Reason.NOT_A_FILE), (stat.S_IFCHR, Reason.NOT_A_FILE),
     (stat.S_IFSOCK, Reason.NOT_A_FILE), (stat.S_IFDIR, Reason.NOT_A_FILE)],
)  # fmt: skip
def test_kinds_in_a_zip(tmp_path: Path, mode: int, reason: Reason) -> None:
    raw = RawZip()
    raw.member(PLACE.encode(), b"/etc/passwd", attributes=(mode | 0o644) << 16)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert paths(source) == []
        assert [skip[2] for skip in skips(source)] == [reason]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(tarfile.SYMTYPE, Reason.LINK), (tarfile.LNKTYPE, Reason.LINK), (tarfile.FIFOTYPE, Reason.NOT_A_FILE),
     (tarfile.CHRTYPE, Reason.NOT_A_FILE), (tarfile.BLKTYPE, Reason.NOT_A_FILE), (tarfile.DIRTYPE, Reason.NOT_A_FILE)],
)  # fmt: skip
def test_kinds_in_a_tar(tmp_path: Path, kind: bytes, reason: Reason) -> None:
    at = made_tar(tmp_path / "a", [("etc/passwd", b"secret"), (tar_member(PLACE, kind, "etc/passwd"), b"")])
    with opened(at, "tar") as source:
        assert paths(source) == []
        assert [skip[2] for skip in skips(source)] == [reason]


def test_a_sidecar_that_is_a_link_keeps_its_database_shut(tmp_path: Path) -> None:
    at = made_tar(tmp_path / "a", [(PLACE, b"x"), (tar_member(f"{PLACE}-wal", tarfile.SYMTYPE, "x"), b"")])
    with opened(at, "tar") as source:
        assert content_of(source) == [Reason.LINK]


# --- times, sizes, forms of zip --------------------------------------------------------------------------


def test_times(tmp_path: Path) -> None:
    raw = RawZip()
    extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_600_000_000)
    raw.central(PLACE.encode(), raw.local(PLACE.encode(), b"x"), 1, b"x", extra=extra)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert hits(source)[0].found.modified == datetime.fromtimestamp(1_600_000_000, UTC)
    info = zipfile.ZipInfo(PLACE, (2026, 7, 1, 12, 0, 0))
    with opened(made_zip(tmp_path / "b", [(info, b"x")])) as source:
        assert hits(source)[0].found.modified == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    late = tarfile.TarInfo(PLACE)
    late.mtime = 2**62
    with opened(made_tar(tmp_path / "c", [(late, b"x")]), "tar") as source:
        assert hits(source)[0].found.modified is None


def test_zip64(tmp_path: Path) -> None:
    at = tmp_path / "a.zip"
    with zipfile.ZipFile(at, "w") as archive:
        with archive.open(zipfile.ZipInfo(PLACE), "w", force_zip64=True) as member:
            member.write(b"large")
        archive.writestr("x", b"")
        count = zipfile.ZIP_FILECOUNT_LIMIT
        zipfile.ZIP_FILECOUNT_LIMIT = 1
        try:
            archive.close()
        finally:
            zipfile.ZIP_FILECOUNT_LIMIT = count
    assert b"PK\x06\x06" in at.read_bytes()
    for content in (at.read_bytes(), b"#!/bin/false\n" * 9 + at.read_bytes()):
        at.write_bytes(content)
        with opened(at) as source:
            assert content_of(source) == [b"large"]
            assert source.survey().filesystems == (FileSystem("zip", 2, Status.READ),)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_methods(tmp_path: Path, method: int) -> None:
    content = os.urandom(1_000_000) + b"z" * 5_000_000
    at = tmp_path / "a.zip"
    with zipfile.ZipFile(at, "w", method) as archive:
        archive.writestr(PLACE, content)
        archive.writestr("User Data/x/History", b"")
    with opened(at) as source:
        assert content_of(source) == [content, b""]


def test_a_method_we_do_not_have(tmp_path: Path) -> None:
    at = tmp_path / "a.zip"
    with zipfile.ZipFile(at, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(PLACE, b"x")
    with opened(at) as source:
        assert content_of(source) == [Reason.READ_ERROR]


def test_many_members_come_in_pages(tmp_path: Path) -> None:
    members = [(f"some/folder/with/a/name/{number:06}", b"") for number in range(9000)]
    for kind, at in (("zip", made_zip(tmp_path / "a", members)), ("tar", made_tar(tmp_path / "b", members))):
        with opened(at, kind) as source:  # type: ignore[arg-type]
            assert source.survey().filesystems == (FileSystem(kind, 9000, Status.READ),)


def test_pages_of_long_foreign_names_fit_their_messages(tmp_path: Path) -> None:
    raw = RawZip()
    for number in range(600):
        raw.member(b"\xb0" * 330 + str(number).encode(), b"", made_by=0x0014)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert source.survey().filesystems == (FileSystem("zip", 600, Status.READ),)
    members = [("\u2500" * 300 + str(number), b"") for number in range(600)]
    with opened(made_tar(tmp_path / "b", members), "tar") as source:
        assert source.survey().filesystems == (FileSystem("tar", 600, Status.READ),)


@pytest.mark.parametrize(("kind", "make"), EVERY[:2], ids=["zip", "tar"])
@pytest.mark.parametrize("entries", [0, 2, 6])
def test_a_quota_on_members(tmp_path: Path, kind: ArchiveKind, make: Callable[[Path], Path], entries: int) -> None:
    with opened(make(tmp_path), kind, entries) as source:
        assert source.survey().filesystems == (FileSystem(kind, entries, Status.OVER_BUDGET, Reason.QUOTA),)
        told = skips(source, [HISTORY, PLACES])
        assert told == [("history", 0, Reason.QUOTA), ("places", 0, Reason.QUOTA)]


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_members_behind_extended_headers_are_read_from_any_page(tmp_path: Path, form: int, mode: str) -> None:
    at = tmp_path / "a"
    with tarfile.open(at, mode, format=form) as archive:  # type: ignore[call-overload]
        for number in range(2100):
            info = tarfile.TarInfo(f"{'long name ' * 9}/{'and longer ' * 9}/User Data/{number}/x")
            if number % 700 == 699:
                info.name = info.name[:-1] + "History"
                info.size = len(str(number))
            archive.addfile(info, io.BytesIO(str(number).encode()))
    with opened(at, "tar") as source:
        assert content_of(source) == [b"699", b"1399", b"2099"]
        assert source.survey().filesystems == (FileSystem("tar", 2100, Status.READ),)


# --- the worker's end ------------------------------------------------------------------------------------


def test_a_member_beyond_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source:
        monkeypatch.setattr(archive_worker, "MEMBER_MOST", 6999)
        assert content_of(source) == [Reason.TOO_LARGE, b"of piet"]
        monkeypatch.setattr(archive_worker, "TOTAL_MOST", 5)
        assert content_of(source) == [Reason.QUOTA, Reason.QUOTA]


def test_after_a_death_the_next_member_is_read_all_the_same(tmp_path: Path) -> None:
    with opened(made_zip(tmp_path / "a.zip", MEMBERS)) as source:
        first, second = hits(source)
        session = source._worker._session
        assert session is not None
        session.close()
        with pytest.raises(Unopenable) as refused, source.open(first.found):
            pass
        assert refused.value.reason is Reason.WORKER_DIED
        with source.open(second.found) as artefact:
            assert os.read(artefact.file, 99) == b"of piet"


def test_closing_twice_is_no_fault(tmp_path: Path) -> None:
    source = ArchiveSource(str(made_zip(tmp_path / "a.zip", MEMBERS)), "zip", 9)
    source.survey()
    source.close()
    source.close()
