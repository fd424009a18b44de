"""What a block device tells of itself through sysfs, without a byte of it being read.

References: sysfs(5); Documentation/ABI/stable/sysfs-block, testing/sysfs-bus-usb (``serial``).
"""

import os
import stat
from pathlib import Path

_DEVICES = Path("/sys/dev/block")
_OF_DISK = ("serial", "device/serial", "device/vpd_pg80")
"""Not ``wwid``: many sticks tell only maker and model there, so that two sticks would be one."""


def serial_of(file: int, devices: Path = _DEVICES) -> bytes | None:
    """The serial number of the disk and which partition of it; None for a file, or where it tells none."""
    told = _serial_and_part(file, devices)
    return b"%s/%s" % told if told else None


def disk_serial_of(file: int, devices: Path = _DEVICES) -> bytes | None:
    """The serial number of the disk alone: the same of the whole disk and of each partition of it."""
    told = _serial_and_part(file, devices)
    return told[0] if told else None


def _serial_and_part(file: int, devices: Path) -> tuple[bytes, bytes] | None:
    seen = os.fstat(file)
    if not stat.S_ISBLK(seen.st_mode):
        return None
    try:
        at = (devices / f"{os.major(seen.st_rdev)}:{os.minor(seen.st_rdev)}").resolve(strict=True)
    except OSError:
        return None
    part = _told(at / "partition")
    disk = at.parent if part else at
    serial = next(filter(None, (_told(disk / name) for name in _OF_DISK)), None) or _of_usb(disk)
    return None if serial is None else (serial, part or b"0")


def _of_usb(disk: Path) -> bytes | None:
    """Of the USB device that the disk is; not of the hub above it, which has one too."""
    usb = next((above for above in disk.parents if (above / "idVendor").exists()), None)
    return _told(usb / "serial") if usb else None


def _told(file: Path) -> bytes | None:
    try:
        return file.read_bytes().strip(b"\0 \n") or None
    except OSError:
        return None
