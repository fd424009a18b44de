"""GPT: a reader of our own, because the library refuses a disk whose end is missing.

Header and table each carry a checksum. Where the first copy does not hold, the one at the
end of the disk is taken; where neither does, nothing of it is believed.

References: UEFI 2.10, 5.3.2 (header), 5.3.3 (entries).
"""

import struct
import uuid
import zlib
from collections.abc import Iterator

from inzage.formats.blocks import Blocks
from inzage.result import Reason, Unreadable

Part = tuple[int, int, str]
"""Offset, bytes, type word."""

_SIGN = b"EFI PART"
_SECTORS = (512, 4096)
_HEADER = struct.Struct("<8sIIIIQQQQ16sQIII")
_CRC_AT = 16
_ENTRY = struct.Struct("<16s16sQQ")
_ENTRY_MOST, _ENTRIES_MOST = 4096, 1024
_TYPES = {
    "e3c9e316-0b5c-4db8-817d-f92df00215ae": "msr",
    "21686148-6449-6e6f-744e-656564454649": "bios-boot",
    "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f": "swap",
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": "efi",
    "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7": "basic",
    "0fc63daf-8483-4772-8e79-3d69d8477de4": "linux",
}


def is_gpt(blocks: Blocks) -> bool:
    """Does a disk begin as one with a GPT does?"""
    return any(blocks.read_at(sector, len(_SIGN)) == _SIGN for sector in _SECTORS)


def gpt(blocks: Blocks) -> Iterator[Part]:
    """The partitions, in the order of their table; raises ``Unreadable``."""
    for sector in _SECTORS:
        for place in (sector, blocks.size // sector * sector - sector):
            rows = _rows(blocks, place, sector)
            if rows is not None:
                return (_part(row, sector) for row in rows if any(row[:16]))
    raise Unreadable(Reason.PARTITION_TABLE)


def _rows(blocks: Blocks, place: int, sector: int) -> list[bytes] | None:
    """The entries of the table whose header lies here; None where either does not hold."""
    header = blocks.read_at(max(0, place), sector)
    if len(header) < sector or not header.startswith(_SIGN):
        return None
    _, _, length, crc, _, _, _, _, _, _, at, count, size, rows_crc = _HEADER.unpack_from(header)
    if not _HEADER.size <= length <= sector or not _ENTRY.size <= size <= _ENTRY_MOST or count > _ENTRIES_MOST:
        return None
    if zlib.crc32(header[:_CRC_AT] + bytes(4) + header[_CRC_AT + 4 : length]) != crc:
        return None
    rows = blocks.read_at(at * sector, count * size)
    if zlib.crc32(rows) != rows_crc or len(rows) != count * size:
        return None
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _part(row: bytes, sector: int) -> Part:
    kind, _, first, last = _ENTRY.unpack_from(row)
    return first * sector, max(0, last - first + 1) * sector, _TYPES.get(str(uuid.UUID(bytes_le=kind)), "other")
