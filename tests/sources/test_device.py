"""What names a device: its serial number, as a system tells it in small files."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from inzage.sources.device import disk_serial_of, serial_of
from tests.sources.trees import put

SATA = "devices/pci0/ata1/host0/target0/0:0:0:0/block/sda"
PORT = "devices/pci0/usb1"
USB = "devices/pci0/usb1/1-1/1-1:1.0/host6/target6/6:0:0:0/block/sda"
NVME = "devices/pci0/nvme/nvme0/nvme0n1"


def system(root: Path, disk: str, files: dict[str, bytes], partition: str = "") -> Path:
    """A sysfs with one block device, number 8:0; gives the folder of numbers."""
    at = root / disk
    at.mkdir(parents=True)
    for name, content in files.items():
        put(root, name, content)
    if partition:
        put(root, f"{disk}/{partition}/partition", b"1\n")
        at = at / partition
    (root / "dev").mkdir()
    (root / "dev/8:0").symlink_to(at)
    return root / "dev"


@pytest.fixture(autouse=True)
def block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every descriptor is a block device, number 8:0."""
    told = SimpleNamespace(st_mode=stat.S_IFBLK, st_rdev=os.makedev(8, 0))
    monkeypatch.setattr(
        "inzage.sources.device.os", SimpleNamespace(fstat=lambda _: told, major=os.major, minor=os.minor)
    )


DEVICES: list[tuple[str, str, dict[str, bytes], str, bytes | None]] = [
    ("a disk", SATA, {f"{SATA}/device/vpd_pg80": b"\0\x80\0\x08WD-12345"}, "", b"\x80\0\x08WD-12345/0"),
    ("a partition of it", SATA, {f"{SATA}/device/vpd_pg80": b"\0\x80\0\x08WD-12345"}, "sda1", b"\x80\0\x08WD-12345/1"),
    ("nvme", NVME, {f"{NVME}/device/serial": b"S4EVNX0  \n"}, "", b"S4EVNX0/0"),
    ("of a virtual machine", "devices/virtio0/block/vda", {"devices/virtio0/block/vda/serial": b"v1"}, "", b"v1/0"),
    ("a stick", USB, {f"{PORT}/1-1/idVendor": b"0781", f"{PORT}/1-1/serial": b"4C53\n"}, "", b"4C53/0"),
    ("a stick that tells none", USB, {f"{PORT}/1-1/idVendor": b"0781", f"{PORT}/idVendor": b"1d6b",
     f"{PORT}/serial": b"0000:00:14.0"}, "", None),
    ("a stick with one for its whole kind", USB, {f"{USB}/device/wwid": b"t10.Maker Model"}, "", None),
    ("empty", SATA, {f"{SATA}/device/serial": b" \n"}, "", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("disk", "files", "part", "serial"), [row[1:] for row in DEVICES], ids=[row[0] for row in DEVICES]
)
def test_the_serial_number(disk: str, files: dict[str, bytes], part: str, serial: bytes | None, tmp_path: Path) -> None:
    assert serial_of(5, system(tmp_path, disk, files, part)) == serial


def test_a_disk_and_its_partitions_have_one_serial_number(tmp_path: Path) -> None:
    files = {f"{SATA}/device/serial": b"WD-12345"}
    places = [system(tmp_path / f"of-{part}", SATA, files, part) for part in ("", "sda1", "sda2")]
    assert {disk_serial_of(5, at) for at in places} == {b"WD-12345"}
    assert disk_serial_of(5, tmp_path / "none") is None


def test_a_system_that_tells_nothing(tmp_path: Path) -> None:
    assert serial_of(5, tmp_path / "none") is None


def test_a_file_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = system(tmp_path, SATA, {f"{SATA}/device/serial": b"x"})
    assert serial_of(5, numbers) == b"x/0"
    monkeypatch.setattr("inzage.sources.device.os", os)
    file = os.open(put(tmp_path, "image"), os.O_RDONLY)
    assert serial_of(file, numbers) is None
    os.close(file)
