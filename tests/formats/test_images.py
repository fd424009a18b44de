"""Containers of disks: whatever program made one, every byte of the disk inside comes out; or a reason does."""

import os
import random
import struct
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_what_rests_on_another_file_is_incomplete(raw: Path, tmp_path: Path) -> None:
    base = qemu("qcow2")(raw, tmp_path / "base")[0]
    run("qemu-img", "create", "-q", "-f", "qcow2", "-b", base, "-F", "qcow2", tmp_path / "upper.qcow2")
    base_vmdk = qemu("vmdk")(raw, tmp_path / "base.vmdk")[0]
    run("qemu-img", "create", "-q", "-f", "vmdk", "-b", base_vmdk, "-F", "vmdk", tmp_path / "upper.vmdk")
    run("qemu-img", "create", "-q", "-f", "qcow2", "-o", f"data_file={tmp_path / 'data'}", tmp_path / "a.qcow2", "1M")
    kinds: dict[str, ImageKind] = {"upper.qcow2": "qcow", "upper.vmdk": "vmdk", "a.qcow2": "qcow"}
    for name, kind in kinds.items():
        with pytest.raises(Unreadable) as fault:
            open_image(parts_of([tmp_path / name]), kind)
        assert fault.value.reason is Reason.IMAGE_INCOMPLETE, name


@pytest.mark.parametrize("method", [1, 2], ids=["aes", "luks"])
def test_an_encrypted_qcow_is_told_as_such(method: int, tmp_path: Path) -> None:
    run("qemu-img", "create", "-q", "-f", "qcow2", tmp_path / "shut", "1M")
    with (tmp_path / "shut").open("r+b") as image:  # qemu-img times its own key derivation, and fails on a busy machine
        image.seek(32)
        image.write(method.to_bytes(4, "big"))
    with pytest.raises(Unreadable) as fault:
        open_image(parts_of([tmp_path / "shut"]), "qcow")
    assert fault.value.reason is Reason.ENCRYPTED


UNKNOWN = {"extended tables": ("-o", "extended_l2=on"), "zstd": ("-c", "-o", "compression_type=zstd")}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_form_we_do_not_read_is_told(name: str, raw: Path, tmp_path: Path) -> None:
    (made,) = qemu("qcow2", *UNKNOWN[name])(raw, tmp_path / "image")
    with pytest.raises(Unreadable) as fault:
        open_image(parts_of([made]), "qcow")
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


HEADERS: list[tuple[str, int, bytes]] = [
    ("a version from the future", 4, struct.pack(">I", 9)),
    ("clusters too small", 20, struct.pack(">I", 3)),
    ("clusters too large", 20, struct.pack(">I", 60)),
    ("a disk too large", 24, b"\xff" * 8),
    ("a table too large", 36, b"\xff" * 4),
    ("no table", 36, bytes(4)),
    ("a table outside", 40, struct.pack(">Q", 1 << 40)),
    ("marked as corrupt", 72, struct.pack(">Q", 2)),
    ("of features nobody knows", 72, struct.pack(">Q", 1 << 30)),
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
