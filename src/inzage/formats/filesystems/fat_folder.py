"""Do the bytes of a FAT folder bear out that it is one, and whole?

The library takes for a folder whatever it is pointed at, and drops a long name that does not
belong to the short one behind it: a profile would be passed by under ``MOZILL~1``. What stands
behind the first free entry says nothing, for many writers leave old bytes there.

References: Microsoft FAT Specification (2005), "Directory Structure", "Long Directory Entries".
"""

import struct

from inzage.formats.blocks import Blocks

FOLDER_MOST = 64 * 1024 * 1024

_BOOT = struct.Struct("<11xHBHBHHBH8xII4xI")
_SMALL, _LARGE = 12, 32
_ENTRY = 32
_FREE, _DELETED = 0x00, 0xE5
_LONG, _FOLDER, _NONE_SUCH = 0x0F, 0x10, 0xC0
_LAST, _PLACES, _PLACE_MOST = 0x40, 0x3F, 20
_BESIDE = (b".          ", b"..         ")
_FORBIDDEN = frozenset(b'"*+,./:;<=>?[\\]|' + bytes(range(0x20)))


def is_sound(content: bytes, *, is_root: bool) -> bool:
    """Are these a folder's entries? All but the topmost folder begin with themselves and the one above."""
    if not is_root and not _begins(content):
        return False
    expected, told = 0, -1
    for at in range(0 if is_root else len(_BESIDE) * _ENTRY, len(content) - _ENTRY + 1, _ENTRY):
        entry = content[at : at + _ENTRY]
        if entry[0] == _FREE:
            break
        if entry[0] == _DELETED:
            expected, told = 0, -1
        elif entry[11] & 0x3F == _LONG:
            if not _follows(entry, expected, told):
                return False
            expected, told = (entry[0] & _PLACES) - 1, entry[13]
        elif expected or (told >= 0 and told != checksum(entry[:11])) or not _is_short(entry):
            return False
        else:
            told = -1
    return not expected


class FatClusters:
    """The clusters of a volume, of which the library tells only those of files. ``word``: ``fat12``, ``fat16``, ..."""

    def __init__(self, blocks: Blocks, word: str) -> None:
        self._blocks = blocks
        self._bits = int(word.removeprefix("fat") or 0)
        boot = _BOOT.unpack(blocks.read_at(0, _BOOT.size))
        sector, per_cluster, reserved, tables, self._entries, _, self._media, size, _, large, self._root = boot
        self._table = reserved * sector
        self._root_at = self._table + tables * (size or large) * sector
        self._heap = self._root_at + -(-self._entries * _ENTRY // sector) * sector
        self._size = sector * per_cluster

    def root(self) -> bytes | None:
        """The bytes of the topmost folder; None where the table does not begin as one does."""
        if self._blocks.read_at(self._table, 3) != bytes((self._media, 0xFF, 0xFF)):
            return None
        if self._bits == _LARGE:
            return self._chain(self._root)
        return self._blocks.read_at(self._root_at, self._entries * _ENTRY)

    def folder(self, place: int) -> bytes | None:
        """The bytes of a folder whose entry lies here; None where its clusters are no chain with an end."""
        entry = self._blocks.read_at(place, _ENTRY)
        high = int.from_bytes(entry[20:22], "little") if self._bits == _LARGE else 0
        return self._chain(high << 16 | int.from_bytes(entry[26:28], "little"))

    def _chain(self, cluster: int) -> bytes | None:
        gathered, last = bytearray(), (1 << min(self._bits, 28)) - 8
        for _ in range(FOLDER_MOST // max(1, self._size)):
            if not 2 <= cluster < last:  # noqa: PLR2004  (the first cluster is the second)
                break
            gathered += self._blocks.read_at(self._heap + (cluster - 2) * self._size, self._size)
            cluster = self._following(cluster)
        return bytes(gathered) if gathered and cluster >= last else None

    def _following(self, cluster: int) -> int:
        at = cluster * self._bits // 8
        told = int.from_bytes(self._blocks.read_at(self._table + at, 4), "little")
        told >>= 4 if self._bits == _SMALL and cluster % 2 else 0
        return told & (1 << min(self._bits, 28)) - 1


def checksum(short: bytes) -> int:
    """What each part of a long name says of the short name that it belongs to."""
    told = 0
    for byte in short:
        told = (told >> 1 | (told & 1) << 7) + byte & 0xFF
    return told


def _begins(content: bytes) -> bool:
    return all(
        content[at : at + 11] == name and content[at + 11] & _FOLDER
        for at, name in zip((0, _ENTRY), _BESIDE, strict=True)
    )


def _follows(entry: bytes, expected: int, told: int) -> bool:
    """Is this part of a long name the one that must come here: the last first, then down to one?"""
    place = entry[0] & _PLACES
    if entry[12] or entry[26] or entry[27]:  # always zero here
        return False
    if entry[0] & _LAST:
        return not expected and told < 0 and 1 <= place <= _PLACE_MOST
    return bool(expected) and place == expected and entry[13] == told


def _is_short(entry: bytes) -> bool:
    first = 0x5F if entry[0] == 0x05 else entry[0]  # noqa: PLR2004  (stands for a sign that means "deleted")
    return not entry[11] & _NONE_SUCH and not _FORBIDDEN & {first, *entry[1:11]}
