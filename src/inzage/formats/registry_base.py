"""The first block of a hive and of its logs: sequence numbers, checksum, and which hive it belongs to.

A hive is *dirty* where its two sequence numbers differ or its checksum is wrong: Windows had
begun to write and not ended. What was to be written then lies in its logs.

References: https://github.com/msuhanov/regf (base block; dirty state of a hive)
"""

import struct
from dataclasses import dataclass

MAGIC = b"regf"
BASE = 4096
"""Bytes of a hive's first block; its bins begin behind it."""

HEAD = 512
"""Bytes of it that a log keeps, checksum last."""

HIVE, LOGS_OLD, LOG_NEW = 0, (1, 2), 6
"""What kind of file it is: in old Windows a log is 2, later 1, and 6 since Windows 8.1."""

_SUM_AT, _FLAGS_AT = 508, 144
_NAME, _OWNER = slice(48, 112), slice(112, 128)


@dataclass(frozen=True, slots=True)
class BaseBlock:
    """``sequence``: begun and ended. ``root``, ``bins``: place of the first key, bytes of all bins.

    ``sector``: bytes that the first block takes in an old log. ``sound``: the checksum is right.
    """

    untrusted: bytes
    sequence: tuple[int, int]
    written: int
    kind: int
    root: int
    bins: int
    sector: int
    sound: bool

    @property
    def dirty(self) -> bool:
        """Was a write begun and not ended?"""
        return not self.sound or self.sequence[0] != self.sequence[1]

    def belongs_to(self, hive: "BaseBlock") -> bool:
        """Is this the log of that hive? By name, first key and, where both have one, the number of its owner."""
        mine, other = self.untrusted[_OWNER], hive.untrusted[_OWNER]
        same_owner = mine == other or not any(mine) or not any(other)
        return same_owner and self.root == hive.root and self.untrusted[_NAME] == hive.untrusted[_NAME]


def base_block(untrusted: bytes) -> BaseBlock | None:
    """The block that these bytes begin with, None where they begin with none."""
    if len(untrusted) < HEAD or not untrusted.startswith(MAGIC):
        return None
    begun, ended, written = struct.unpack_from("<2IQ", untrusted, 4)
    kind, _, root, bins, factor = struct.unpack_from("<5I", untrusted, 28)
    told = int.from_bytes(untrusted[_SUM_AT:HEAD], "little")
    sound = told == checksum(untrusted)
    return BaseBlock(untrusted[:HEAD], (begun, ended), written, kind, root, bins, factor * HEAD, sound)


def checksum(untrusted: bytes | bytearray) -> int:
    """XOR of the words before the checksum; two outcomes are kept for other ends."""
    total = 0
    for (word,) in struct.iter_unpack("<I", untrusted[:_SUM_AT]):
        total ^= word
    return {0: 1, 0xFFFFFFFF: 0xFFFFFFFE}.get(total, total)


def mended(block: BaseBlock, *, sequence: int, bins: int, flag: int | None = None) -> bytes:
    """The first bytes of a hive that was brought up to date."""
    head = bytearray(block.untrusted)
    struct.pack_into("<2I", head, 4, sequence, sequence)
    struct.pack_into("<I", head, 28, HIVE)
    struct.pack_into("<I", head, 40, bins)
    if flag is not None:
        head[_FLAGS_AT] = head[_FLAGS_AT] & ~1 | flag & 1
    struct.pack_into("<I", head, _SUM_AT, checksum(head))
    return bytes(head)
