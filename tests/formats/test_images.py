"""Containers of disks: whatever program made one, every byte of the disk inside comes out; or a reason does."""

import os
import random
import struct
import subprocess
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zlib_ng import zlib_ng

from inzage.formats import inflating
from inzage.formats.blocks import Blocks, DescriptorBlocks, ReadFault
from inzage.formats.images import HEAD, TAIL, ImageKind, container_kind, open_image
from inzage.result import Reason, Unreadable
from tests.formats.dmg import packed_dmg
from tests.formats.test_blocks import Bytes
from tests.volumes import run

SIZE = 3 * 1024 * 1024


def pattern() -> bytes:
    """A disk with noise, text and emptiness side by side, changing within and between clusters."""
    chance = random.Random(5)  # noqa: S311
    pieces = []
    for number in range(SIZE // 4096):
        kind = chance.choice("nnteee")
        text = (b"line %d " % number) * 600
        pieces.append(chance.randbytes(4096) if kind == "n" else text[:4096] if kind == "t" else bytes(4096))
    return b"".join(pieces)


DISK = pattern()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("disk") / "raw"
    at.write_bytes(DISK)
    return at


def parts_of(paths: Sequence[Path]) -> list[Blocks]:
    return [DescriptorBlocks(os.open(path, os.O_RDONLY)) for path in paths]


def kind_of(first: bytes) -> ImageKind | None:
    return container_kind(first[:HEAD], first[-TAIL:])


def qemu(form: str, *options: str) -> Callable[[Path, Path], list[Path]]:
    def made(raw: Path, at: Path) -> list[Path]:
        run("qemu-img", "convert", "-f", "raw", "-O", form, *options, raw, at)
        return [at, *sorted(at.parent.glob(f"{at.stem}-*"))]

    return made


def ewf(*options: str) -> Callable[[Path, Path], list[Path]]:
    def made(raw: Path, at: Path) -> list[Path]:
        words = ["ewfacquirestream", "-q", *options, "-t", str(at)]
        subprocess.run(words, input=raw.read_bytes(), capture_output=True, check=True)
        return sorted(at.parent.glob(f"{at.name}.*"))

    return made


def dmg(raw: Path, at: Path) -> list[Path]:
    at.write_bytes(packed_dmg(raw.read_bytes()))
    return [at]


def halves(raw: Path, at: Path) -> list[Path]:
    parts = [at.with_suffix(suffix) for suffix in (".000", ".001", ".002")]
    for part, (first, last) in zip(parts, [(0, 1000), (1000, 2_000_001), (2_000_001, SIZE)], strict=True):
        part.write_bytes(raw.read_bytes()[first:last])
    return parts


MADE: dict[str, tuple[ImageKind | None, Callable[[Path, Path], list[Path]]]] = {
    "split raw": (None, halves),
    "QCOW2": ("qcow", qemu("qcow2")),
    "QCOW2, packed": ("qcow", qemu("qcow2", "-c")),
    "QCOW2, old": ("qcow", qemu("qcow2", "-o", "compat=0.10")),
    "QCOW2, small clusters, packed": ("qcow", qemu("qcow2", "-c", "-o", "cluster_size=4096")),
    "QCOW2, large clusters": ("qcow", qemu("qcow2", "-o", "cluster_size=2M")),
    "QCOW2, extended tables": ("qcow", qemu("qcow2", "-o", "extended_l2=on")),
    "QCOW2, extended tables, packed": ("qcow", qemu("qcow2", "-c", "-o", "extended_l2=on,cluster_size=128k")),
    "VMDK, sparse": ("vmdk", qemu("vmdk")),
    "VMDK, packed": ("vmdk", qemu("vmdk", "-o", "subformat=streamOptimized")),
    "VMDK, flat beside it": ("vmdk", qemu("vmdk", "-o", "subformat=monolithicFlat")),
    "VMDK, sparse beside it": ("vmdk", qemu("vmdk", "-o", "subformat=twoGbMaxExtentSparse")),
    "VHD, dynamic": ("vhd", qemu("vpc", "-o", "force_size=on")),
    "VHD, fixed": ("vhd", qemu("vpc", "-o", "subformat=fixed,force_size=on")),
    "VHDX, dynamic": ("vhd", qemu("vhdx")),
    "VHDX, fixed": ("vhd", qemu("vhdx", "-o", "subformat=fixed")),
    "E01": ("ewf", ewf("-c", "fast")),
    "E01, packed well": ("ewf", ewf("-c", "best", "-b", "128")),
    "E01, split, not packed": ("ewf", ewf("-c", "none", "-S", "1048576")),
    "E01 of another program": ("ewf", ewf("-f", "ftk", "-c", "fast")),
    "DMG, packed": ("dmg", dmg),
}


@pytest.mark.parametrize("name", MADE)
def test_every_byte_comes_out(name: str, raw: Path, tmp_path: Path) -> None:
    kind, make = MADE[name]
    paths = make(raw, tmp_path / "image.vmdk" if kind == "vmdk" else tmp_path / "image")
    first = paths[0].read_bytes()
    assert kind_of(first) == kind
    disk = open_image(parts_of(paths), kind or "raw")
    assert SIZE <= disk.size <= SIZE + 4 * 1024 * 1024
    step = 100_003
    assert b"".join(disk.read_at(at, step) for at in range(0, SIZE, step))[:SIZE] == DISK
    assert disk.read_at(disk.size - 10, 100) == (DISK + bytes(disk.size - SIZE))[-10:]
    assert disk.read_at(disk.size, 5) == b""


class Counting(Bytes):
    """Counts what is read of an image."""

    @property
    def read(self) -> int:
        return sum(size for _, size in self.asked)


def test_a_chunk_of_an_e01_is_unpacked_once_for_many_small_reads(small: dict[ImageKind, bytes]) -> None:
    image = Counting(small["ewf"])
    disk = open_image([image], "ewf")
    image.asked.clear()
    for at in range(0, 32_768, 512):
        assert disk.read_at(at, 512) == DISK[at : at + 512]
    assert 0 < image.read <= 2 * 32_768


def test_a_long_read_of_an_e01_leaves_what_was_kept(small: dict[ImageKind, bytes]) -> None:
    image = Counting(small["ewf"])
    disk = open_image([image], "ewf")
    disk.read_at(5, 10)
    for at in (0, 7):
        assert disk.read_at(at, SIZE) == DISK[at:]
    image.asked.clear()
    assert disk.read_at(100, 10) == DISK[100:110]
    assert image.asked == []


@pytest.mark.parametrize("name", ["E01, split, not packed", "VMDK, flat beside it", "VMDK, sparse beside it"])
def test_without_its_later_parts_an_image_is_not_taken_for_whole(name: str, raw: Path, tmp_path: Path) -> None:
    kind, make = MADE[name]
    paths = make(raw, tmp_path / "image.vmdk" if kind == "vmdk" else tmp_path / "image")
    assert len(paths) > 1
    with pytest.raises((Unreadable, ReadFault)):
        open_image(parts_of(paths[:1]), kind or "raw").read_at(0, SIZE)


@pytest.mark.parametrize("name", [name for name, (kind, _) in MADE.items() if kind and "beside" not in name])
def test_half_an_image_is_told_not_filled_with_zeros(name: str, raw: Path, tmp_path: Path) -> None:
    kind, make = MADE[name]
    paths = make(raw, tmp_path / "image")
    content = paths[0].read_bytes()
    assert kind is not None
    try:
        disk = open_image([Bytes(content[: len(content) // 2])], kind)
        got = disk.read_at(0, disk.size)
    except (Unreadable, ReadFault):
        return
    assert got[:SIZE] == DISK, "bytes were made up"


def snapshot(form: str) -> Callable[[Path, Path], Path]:
    def made(raw: Path, room: Path) -> Path:
        base = qemu(form)(raw, room / f"base.{form}")[0]
        run("qemu-img", "create", "-q", "-f", form, "-b", base, "-F", form, room / f"upper.{form}")
        return room / f"upper.{form}"

    return made


def written(*options: str, at: int = -1, lie: bytes = b"") -> Callable[[Path, Path], Path]:
    """An image of the disk, with some bytes of its head changed."""

    def made(raw: Path, room: Path) -> Path:
        (image,) = qemu(*options)(raw, room / "image")
        content = bytearray(image.read_bytes())
        if at >= 0:
            content[at : at + len(lie)] = lie
        image.write_bytes(content)
        return image

    return made


def differing_vhd(raw: Path, room: Path) -> Path:
    """A VHD that holds what changed since another: its kind at either end, and the other's name."""
    (image,) = qemu("vpc", "-o", "force_size=on")(raw, room / "image")
    content = bytearray(image.read_bytes())
    for footer in (0, len(content) - 512):
        content[footer + 60 : footer + 64] = struct.pack(">I", 4)
        _sum(content, footer, 512, 64)
    header = 512
    content[header + 64 : header + 64 + 16] = "base.vhd".encode("utf-16-be")
    _sum(content, header, 1024, 36)
    image.write_bytes(content)
    return image


def _sum(content: bytearray, begin: int, size: int, at: int) -> None:
    content[begin + at : begin + at + 4] = bytes(4)
    content[begin + at : begin + at + 4] = struct.pack(">I", ~sum(content[begin : begin + size]) & 0xFFFFFFFF)


def data_elsewhere(raw: Path, room: Path) -> Path:
    run("qemu-img", "create", "-q", "-f", "qcow2", "-o", f"data_file={room / 'data'}", room / "image", "1M")
    return room / "image"


def ex01(raw: Path, room: Path) -> Path:
    (room / "image").write_bytes(b"EVF2\r\n\x81\x00\x02\x01" + raw.read_bytes()[:9000])
    return room / "image"


NAMED: dict[str, tuple[Callable[[Path, Path], Path], ImageKind, Reason]] = {
    "QCOW2 on a backing file": (snapshot("qcow2"), "qcow", Reason.IMAGE_SNAPSHOT),
    "VMDK on a parent": (snapshot("vmdk"), "vmdk", Reason.IMAGE_SNAPSHOT),
    "VHD on a parent": (differing_vhd, "vhd", Reason.IMAGE_SNAPSHOT),
    "QCOW2 with its data elsewhere": (data_elsewhere, "qcow", Reason.IMAGE_INCOMPLETE),
    "VMDK without its data": (lambda raw, room: qemu("vmdk", "-o", "subformat=monolithicFlat")(raw, room / "a.vmdk")[0],
                              "vmdk", Reason.IMAGE_INCOMPLETE),
    "Ex01": (ex01, "ewf2", Reason.IMAGE_EX01),
    "QCOW2, packed with zstd": (written("qcow2", "-c", "-o", "compression_type=zstd"), "qcow", Reason.IMAGE_ZSTD),
    "QCOW2, packed by who knows what": (written("qcow2", at=104, lie=b"\x07"), "qcow", Reason.IMAGE_FORM),
    "QCOW2, the first": (written("qcow2", at=4, lie=struct.pack(">I", 1)), "qcow", Reason.IMAGE_FORM),
    "QCOW2 from the future": (written("qcow2", at=4, lie=struct.pack(">I", 9)), "qcow", Reason.IMAGE_FORM),
    "QCOW2 of features nobody knows": (written("qcow2", at=72, lie=struct.pack(">Q", 1 << 30)), "qcow",
                                       Reason.IMAGE_FORM),
    "QCOW2, encrypted by AES": (written("qcow2", at=32, lie=struct.pack(">I", 1)), "qcow", Reason.IMAGE_ENCRYPTED),
    "QCOW2, encrypted by LUKS": (written("qcow2", at=32, lie=struct.pack(">I", 2)), "qcow", Reason.IMAGE_ENCRYPTED),
    "QCOW2, extended tables of clusters too small for them": (
        written("qcow2", "-o", "cluster_size=4096", at=72, lie=struct.pack(">Q", 16)), "qcow", Reason.IMAGE_DAMAGED,
    ),
    "QCOW2 that says it is damaged": (written("qcow2", at=72, lie=struct.pack(">Q", 2)), "qcow", Reason.IMAGE_DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_what_cannot_be_read_is_named(name: str, raw: Path, tmp_path: Path) -> None:
    make, kind, reason = NAMED[name]
    at = make(raw, tmp_path)
    assert kind_of(at.read_bytes()) == kind
    with pytest.raises(Unreadable) as fault:
        open_image(parts_of([at]), kind)
    assert fault.value.reason is reason


HEADERS: list[tuple[str, int, bytes]] = [
    ("clusters too small", 20, struct.pack(">I", 3)),
    ("clusters too large", 20, struct.pack(">I", 60)),
    ("a disk too large", 24, b"\xff" * 8),
    ("a table too large", 36, b"\xff" * 4),
    ("no table", 36, bytes(4)),
    ("a table outside", 40, struct.pack(">Q", 1 << 40)),
]


@pytest.mark.parametrize(("at", "lie"), [row[1:] for row in HEADERS], ids=[row[0] for row in HEADERS])
def test_a_qcow_header_that_lies(at: int, lie: bytes, raw: Path, tmp_path: Path) -> None:
    content = bytearray(qemu("qcow2")(raw, tmp_path / "image")[0].read_bytes())
    content[at : at + len(lie)] = lie
    with pytest.raises(Unreadable):
        open_image([Bytes(bytes(content))], "qcow")


@pytest.fixture(scope="module")
def small(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[ImageKind, bytes]:
    """One image of each kind, packed where it can be."""
    room = tmp_path_factory.mktemp("small")
    of: dict[ImageKind, str] = {
        "qcow": "QCOW2, packed", "vmdk": "VMDK, packed", "vhd": "VHD, dynamic", "ewf": "E01", "dmg": "DMG, packed",
    }  # fmt: skip
    return {kind: MADE[name][1](raw, room / kind)[0].read_bytes() for kind, name in of.items()}


@pytest.mark.parametrize("kind", ["qcow", "vmdk", "vhd", "ewf", "dmg"])
@given(data=st.data())
def test_a_damaged_image_is_no_crash(kind: ImageKind, small: dict[ImageKind, bytes], data: st.DataObject) -> None:
    content = bytearray(small[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.one_of(st.integers(0, 2048), st.integers(0, len(content) - 1)))
        at = min(at, len(content) - 1)
        content[at] = data.draw(st.integers(0, 255))
    try:
        disk = open_image([Bytes(bytes(content))], kind)
        for place in (0, 70_000, max(0, disk.size - 512)):
            disk.read_at(place, 512)
    except (Unreadable, ReadFault):
        pass


def told_of(content: bytes, library: ModuleType) -> object:
    """What an E01 comes to where this library unpacks it: its bytes, the reason why not, or the place of the fault."""
    with patch.object(inflating, "fastest", lambda: library):
        try:
            return open_image([Bytes(content)], "ewf").read_at(0, SIZE)
        except (Unreadable, ReadFault) as fault:
            return fault.reason if isinstance(fault, Unreadable) else fault.offset


@given(data=st.data())
def test_whichever_library_unpacks_it_a_damaged_e01_is_told_alike(
    small: dict[ImageKind, bytes], data: st.DataObject
) -> None:
    content = bytearray(small["ewf"])
    at = data.draw(st.one_of(st.integers(0, 4096), st.integers(0, len(content) - 1)))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    assert told_of(bytes(content), zlib_ng) == told_of(bytes(content), zlib)


@pytest.mark.parametrize("name", ["E01", "E01, split, not packed", "DMG, packed"])
def test_a_flipped_bit_under_a_checksum_is_told(name: str, raw: Path, tmp_path: Path) -> None:
    kind, make = MADE[name]
    paths = make(raw, tmp_path / "image")
    content = bytearray(paths[0].read_bytes())
    content[len(content) // 2] ^= 4
    paths[0].write_bytes(content)
    disk = open_image(parts_of(paths), kind or "raw")
    with pytest.raises(ReadFault):
        disk.read_at(0, SIZE)


@pytest.mark.parametrize("head", [b"", b"text", bytes(4096), b"PK\x03\x04", b"SQLite format 3\0"])
def test_what_is_no_container(head: bytes) -> None:
    assert kind_of(head) is None


@pytest.mark.parametrize("kind", ["ewf", "ewf2", "qcow", "vmdk", "vhd"])
@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_what_only_claims_to_be_one(kind: ImageKind, content: bytes) -> None:
    with pytest.raises(Unreadable):
        open_image([Bytes(content)], kind)
