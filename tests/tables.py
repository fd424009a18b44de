"""Writes partition tables by hand, sound ones and ones that lie."""

import struct
import uuid
import zlib
from collections.abc import Mapping, Sequence

SECTOR = 512
BASIC = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
MSR = "E3C9E316-0B5C-4DB8-817D-F92DF00215AE"
SWAP = "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F"

Entry = tuple[int, int, int]
"""Type, first sector, sectors."""


def mbr(*entries: Entry, status: int = 0) -> bytes:
    """One table: up to four entries."""
    rows = b"".join(struct.pack("<B3xB3xII", status, *entry) for entry in entries)
    return bytes(446) + rows.ljust(64, b"\0") + b"\x55\xaa"


def disk(size: int, pieces: Mapping[int, bytes]) -> bytes:
    """``size`` sectors with pieces at places given in sectors."""
    made = bytearray(size * SECTOR)
    for at, piece in pieces.items():
        made[at * SECTOR : at * SECTOR + len(piece)] = piece
    return bytes(made[: size * SECTOR])


def gpt(size: int, parts: Sequence[tuple[str, int, int]], pieces: Mapping[int, bytes] = {}) -> bytes:
    """A disk of ``size`` sectors with a GPT: (type, first sector, last sector) each, both tables sound."""
    rows = b"".join(
        uuid.UUID(kind).bytes_le + uuid.UUID(int=number).bytes_le + struct.pack("<QQQ", first, last, 0) + bytes(72)
        for number, (kind, first, last) in enumerate(parts, 1)
    ).ljust(128 * 128, b"\0")
    table = {
        0: mbr((0xEE, 1, size - 1)),
        1: _header(1, size - 1, 2, size, rows),
        2: rows,
        size - 33: rows,
        size - 1: _header(size - 1, 1, size - 33, size, rows),
    }
    return disk(size, {**pieces, **table})


def _header(here: int, there: int, rows_at: int, size: int, rows: bytes) -> bytes:
    def packed(crc: int) -> bytes:
        return struct.pack(
            "<8sIIIIQQQQ16sQIII", b"EFI PART", 0x10000, 92, crc, 0, here, there, 34, size - 34,
            uuid.UUID(int=99).bytes_le, rows_at, 128, 128, zlib.crc32(rows),
        )  # fmt: skip

    return packed(zlib.crc32(packed(0)))
