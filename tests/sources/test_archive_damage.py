"""Archives that are broken or lie: each ends in a reason, and what is sound in them is still read."""

import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.result import Reason, Status
from inzage.sources import tar_inside
from inzage.sources.archive import ArchiveKind
from inzage.sources.reading_inside import Raw
from inzage.sources.tar_inside import TarInside
from tests.sources.archives import PLACE, RawZip, content_of, made_tar, made_zip, opened
from tests.sources.trees import HISTORY, PLACES, paths, put, skips

NAME = PLACE.encode()
SECOND = "User Data/Profile 1/History"
MEGA = 1_000_000
NOISE = os.urandom(2 * MEGA)


def zip_of(make: Callable[[RawZip], object]) -> bytes:
    """A zip whose first member is made to lie, with a sound one behind it."""
    raw = RawZip()
    make(raw)
    raw.member(SECOND.encode(), b"sound")
    return raw.bytes()


def other_name_inside(raw: RawZip) -> None:
    raw.central(NAME, raw.local(NAME[:-1] + b"X", b"x"), 1, b"x")


def other_method_inside(raw: RawZip) -> None:
    raw.central(NAME, raw.local(NAME, b"x", 8), 1, b"x")


def broken_deflate(raw: RawZip) -> None:
    raw.central(NAME, raw.local(NAME, b"\xff" * 50, 8), 50, b"x" * 99, method=8)


def cut_deflate(raw: RawZip) -> None:
    packed = zlib.compress(os.urandom(1000), wbits=-15)[:500]
    raw.central(NAME, raw.local(NAME, packed, 8), len(packed), b"x" * 1000, method=8)


def overlapping(raw: RawZip) -> None:
    """One kernel of zeros that two members both claim: Fifield's way to a quadratic bomb."""
    inner = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = inner.compress(b"\0" * MEGA) + inner.flush()
    outer = raw.local(NAME, b"", 8)
    shared = raw.local(SECOND.encode() + b"2", kernel, 8)
    raw.central(NAME, outer, len(raw.body) - shared + len(kernel), b"\0" * MEGA, method=8)
    raw.central(SECOND.encode() + b"2", shared, len(kernel), b"\0" * MEGA, method=8)


def said_to_be_small(raw: RawZip) -> None:
    raw.deflated(NAME, b"\0" * (40 * MEGA), size=100)


LIES: list[tuple[str, Callable[[RawZip], object], Reason]] = [
    ("checksum", lambda raw: raw.member(NAME, b"x", crc=1), Reason.ARCHIVE_DAMAGED),
    ("says less than it holds", lambda raw: raw.member(NAME, b"long", size=2), Reason.ARCHIVE_DAMAGED),
    ("says more than it holds", lambda raw: raw.member(NAME, b"x", size=999), Reason.ARCHIVE_DAMAGED),
    ("another name inside", other_name_inside, Reason.ARCHIVE_DAMAGED),
    ("another method inside", other_method_inside, Reason.ARCHIVE_DAMAGED),
    ("no deflate", broken_deflate, Reason.ARCHIVE_DAMAGED),
    ("deflate cut short", cut_deflate, Reason.ARCHIVE_DAMAGED),
    ("starts nowhere", lambda raw: raw.central(NAME, 0x7FFFFFFF, 1, b"x"), Reason.ARCHIVE_DAMAGED),
    ("bomb", lambda raw: raw.deflated(NAME, b"\0" * (40 * MEGA)), Reason.ARCHIVE_BOMB),
    ("bomb that says to be small", said_to_be_small, Reason.ARCHIVE_DAMAGED),
    ("bomb by its word", lambda raw: raw.member(NAME, b"x", size=20 * MEGA), Reason.ARCHIVE_BOMB),
    ("said to be enormous", lambda raw: raw.member(NAME, b"x", size=0xFFFFFFFE), Reason.TOO_LARGE),
    ("overlapping", overlapping, Reason.ARCHIVE_BOMB),
]


@pytest.mark.parametrize(("make", "reason"), [case[1:] for case in LIES], ids=[case[0] for case in LIES])
def test_a_zip_that_lies(tmp_path: Path, make: Callable[[RawZip], object], reason: Reason) -> None:
    with opened(put(tmp_path, "a", zip_of(make))) as source:
        assert content_of(source) == [reason, b"sound"]


def test_who_claims_the_inside_of_another_spoils_both(tmp_path: Path) -> None:
    with opened(put(tmp_path, "a", zip_of(lambda raw: raw.central(NAME, 3, 1, b"x")))) as source:
        assert content_of(source) == [Reason.ARCHIVE_DAMAGED, Reason.ARCHIVE_BOMB]


@pytest.mark.parametrize("flags", [1, 1 | 1 << 6, 1 << 13])
def test_an_encrypted_member(tmp_path: Path, flags: int) -> None:
    with opened(put(tmp_path, "a", zip_of(lambda raw: raw.member(NAME, b"x", flags=flags)))) as source:
        assert content_of(source) == [b"sound"]
        assert [skip[2] for skip in skips(source)] == [Reason.ENCRYPTED]
        (system,) = source.survey().filesystems
        assert (system.status, system.reason) == (Status.DEGRADED, Reason.ENCRYPTED)


def test_encryption_that_only_its_method_tells(tmp_path: Path) -> None:
    with opened(put(tmp_path, "a", zip_of(lambda raw: raw.member(NAME, b"x", method=99)))) as source:
        assert content_of(source) == [Reason.ENCRYPTED, b"sound"]


def test_an_archive_inside_is_a_file_like_another(tmp_path: Path) -> None:
    inner = made_zip(tmp_path / "inner", [(PLACE, b"x")]).read_bytes()
    with opened(made_zip(tmp_path / "outer", [("inner.zip", inner), (SECOND, inner)])) as source:
        assert content_of(source) == [inner]


def sound_zip() -> bytes:
    return zip_of(lambda raw: raw.member(NAME, b"first"))


def miscounted() -> bytes:
    raw = RawZip()
    raw.member(NAME, b"first")
    return raw.bytes(count=7)


def half_directory() -> bytes:
    raw = RawZip()
    raw.member(NAME, b"first")
    raw.member(SECOND.encode(), b"second")
    raw.directory[-60:-50] = b"\0" * 10
    at = raw.directory.rfind(b"PK\x01\x02")
    raw.directory[at : at + 4] = b"XXXX"
    return raw.bytes()


BROKEN: list[tuple[str, Callable[[], bytes], list[str]]] = [
    ("empty", lambda: b"", []),
    ("head alone", lambda: b"PK\x03\x04", []),
    ("no end", lambda: sound_zip()[:-30], []),
    ("end alone, of something", lambda: sound_zip()[-22:], []),
    ("zeros", lambda: b"\0" * 5000, []),
    ("miscounted", miscounted, [PLACE]),
    ("half its directory", half_directory, [PLACE]),
    ("directory before the file", lambda: RawZip().bytes(size=1000), []),
    ("offset beyond the file", lambda: sound_zip()[:-6] + b"\xff\xff\xff\x7f\0\0", []),
    ("64-bit locator to nowhere", lambda: struct.pack("<IIQI", 0x07064B50, 0, 1 << 60, 1) + sound_zip()[-22:], []),
    ("a disk of many", lambda: sound_zip()[:-18] + b"\1" + sound_zip()[-17:], []),
]


@pytest.mark.parametrize(("make", "offered"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_zip_is_told_to_every_reader(tmp_path: Path, make: Callable[[], bytes], offered: list[str]) -> None:
    with opened(put(tmp_path, "a", make())) as source:
        assert paths(source) == offered
        told = skips(source, [HISTORY, PLACES])
        assert told == [("history", 0, Reason.ARCHIVE_DAMAGED), ("places", 0, Reason.ARCHIVE_DAMAGED)]
        (system,) = source.survey().filesystems
        assert system.status is (Status.DEGRADED if offered else Status.UNREADABLE)


def test_bytes_before_and_behind_a_sound_zip(tmp_path: Path) -> None:
    with opened(put(tmp_path, "a", b"MZ" * 500 + sound_zip())) as source:
        assert content_of(source) == [b"first", b"sound"]


# --- tar -------------------------------------------------------------------------------------------------


def tar_bytes(mode: str = "w", content: bytes = b"first") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode, format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
        for name, held in ((PLACE, content), (SECOND, b"second")):
            info = tarfile.TarInfo(name)
            info.size = len(held)
            archive.addfile(info, io.BytesIO(held))
    return made.getvalue()


def with_block(number: int, block: bytes) -> bytes:
    whole = bytearray(tar_bytes())
    whole[number * 512 : number * 512 + len(block)] = block
    return bytes(whole)


def huge_header() -> bytes:
    """An extended header that says to hold gigabytes, all there as zeros, packed small."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    return gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + b"\0" * (32 * MEGA))


def header_chain() -> bytes:
    info = tarfile.TarInfo("x")
    info.type = tarfile.XHDTYPE
    return info.tobuf(tarfile.GNU_FORMAT) * 3000


def packed_zeros(pack: Callable[[bytes], bytes]) -> bytes:
    return pack(tar_bytes(content=b"\0" * (60 * MEGA)))


TARS: list[tuple[str, Callable[[], bytes], list[bytes | Reason], Reason | None]] = [
    ("empty", lambda: b"", [], Reason.ARCHIVE_DAMAGED),
    ("no tar", lambda: b"text" * 1000, [], Reason.ARCHIVE_DAMAGED),
    ("gzip of no tar", lambda: gzip.compress(b"text" * 1000), [], Reason.ARCHIVE_DAMAGED),
    ("gzip head alone", lambda: b"\x1f\x8b\x08", [], Reason.ARCHIVE_DAMAGED),
    ("xz without its last bytes", lambda: tar_bytes("w:xz")[:-40], [b"first", b"second"], Reason.ARCHIVE_DAMAGED),
    ("gzip cut", lambda: tar_bytes("w:gz", NOISE)[:MEGA], [Reason.ARCHIVE_DAMAGED], Reason.ARCHIVE_DAMAGED),
    ("bzip2 cut", lambda: tar_bytes("w:bz2", NOISE)[:MEGA], [Reason.ARCHIVE_DAMAGED], Reason.ARCHIVE_DAMAGED),
    ("xz cut", lambda: tar_bytes("w:xz", NOISE)[:MEGA], [Reason.ARCHIVE_DAMAGED], Reason.ARCHIVE_DAMAGED),
    ("second header broken", lambda: with_block(2, b"Q" * 512), [b"first"], Reason.ARCHIVE_DAMAGED),
    ("checksum of the second", lambda: with_block(2, b"\1"), [b"first"], Reason.ARCHIVE_DAMAGED),
    (
        "cut in its data",
        lambda: tar_bytes(content=b"z" * 2000)[:1024],
        [Reason.ARCHIVE_DAMAGED],
        Reason.ARCHIVE_DAMAGED,
    ),
    ("no end mark", lambda: tar_bytes()[:2048], [b"first", b"second"], None),
    ("header of gigabytes", huge_header, [], Reason.ARCHIVE_DAMAGED),
    ("chain of headers", header_chain, [], Reason.ARCHIVE_DAMAGED),
    ("gzip bomb", lambda: packed_zeros(gzip.compress), [Reason.ARCHIVE_BOMB, b"second"], None),
    ("xz bomb", lambda: packed_zeros(lzma.compress), [Reason.ARCHIVE_BOMB, b"second"], None),
]


@pytest.mark.parametrize(("make", "contents", "told"), [case[1:] for case in TARS], ids=[case[0] for case in TARS])
def test_a_broken_tar(
    tmp_path: Path, make: Callable[[], bytes], contents: list[bytes | Reason], told: Reason | None
) -> None:
    with opened(put(tmp_path, "a", make()), "tar") as source:
        got = content_of(source)
        assert [skip[2] for skip in skips(source)] == ([] if told is None else [told])
        assert got == contents


def test_a_sparse_member_that_is_all_holes(tmp_path: Path) -> None:
    info = tarfile.TarInfo(PLACE)
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:398] = header[398:410] = b"%011o\0" % 0
    header[483:495] = b"%011o\0" % (100 * MEGA)
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header[:512])
    with opened(put(tmp_path, "a", bytes(header) + b"\0" * 1024), "tar") as source:
        assert content_of(source) == [Reason.ARCHIVE_BOMB]


def test_a_whole_archive_of_zeros_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar_inside, "_FREE", 20 * MEGA)
    at = put(tmp_path, "a", packed_zeros(gzip.compress))
    descriptor = os.open(at, os.O_RDONLY)
    try:
        page = TarInside(Raw(descriptor)).page(0)
    finally:
        os.close(descriptor)
    assert page.problem is Reason.ARCHIVE_BOMB
    assert page.following is None


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_200_flipped_bits_end_in_reasons(tmp_path: Path, kind: ArchiveKind) -> None:
    """Whatever the damage does: no exception, and what comes out as bytes is what went in."""
    contents = [bytes([number]) * 500 for number in range(20)]
    members = [(f"User Data/{number}/History", content) for number, content in enumerate(contents)]
    sound = (made_zip if kind == "zip" else made_tar)(tmp_path / "sound", members).read_bytes()
    for seed in range(6):
        whole = bytearray(sound)
        for step in range(200):
            at = zlib.crc32(f"{seed} {step}".encode()) % (len(whole) * 8)
            whole[at // 8] ^= 1 << at % 8
        with opened(put(tmp_path, "flipped", bytes(whole)), kind) as source:
            got = content_of(source)
            if kind == "zip":  # a tar has no checksum over contents
                assert all(isinstance(content, Reason) or content in contents for content in got)
            assert got.count(contents[0]) <= 1
            assert source.survey().filesystems[0].status is not Status.READ or len(got) <= len(members)


def test_a_zip_of_a_device_tree_stays_regular(tmp_path: Path) -> None:
    raw = RawZip()
    raw.member(NAME, b"x", attributes=(stat.S_IFBLK | 0o600) << 16)
    with opened(put(tmp_path, "a", raw.bytes())) as source:
        assert content_of(source) == []
        assert [skip[2] for skip in skips(source)] == [Reason.NOT_A_FILE]
