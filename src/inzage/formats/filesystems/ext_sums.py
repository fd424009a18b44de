"""The checksums that ext4 keeps of inodes and of folders' blocks, where a volume has them; the library checks neither.

References: https://docs.kernel.org/filesystems/ext4/ ("Checksums", "Inode Checksums", "Directory Entries",
"Extent Tree").
"""

import struct
from dataclasses import dataclass

from inzage.formats.blocks import Blocks
from inzage.formats.crc32c import continued

_SUPER = 1024
_ALL = 0xFFFFFFFF
_SUMS, _META_GROUPS, _WIDE, _SEEDED = 0x400, 0x10, 0x80, 0x2000
_TAIL = 12
_MARK = b"\0\0\0\0\x0c\0\0\xde"
_LOW, _HIGH, _HIGH_HELD = 0x7C, 0x82, 0x84
_SMALL_INODE = 128
_FLAGS, _HAS_EXTENTS = 0x20, 0x08  # of the third byte
_CONTENT, _EXTENTS, _OF_EXTENTS = 0x28, struct.Struct("<4H"), 0xF30A
_FIRST_PLACE, _PLACE, _WHOLE = 0x3A, struct.Struct("<HI"), 0x64


@dataclass(frozen=True, slots=True)
class Sums:
    """What is needed of a superblock. ``seed`` None: the volume keeps no checksums (or where, is not known here).
    ``gathered``: do the descriptions of all groups lie together, where they are looked for here?
    """

    blocks: Blocks
    block: int
    inodes: int
    seed: int | None
    gathered: bool
    inode: int
    per_group: int
    table: int
    described: int

    @classmethod
    def of(cls, blocks: Blocks) -> "Sums":
        """Of a volume."""
        super_block = blocks.read_at(_SUPER, _SUPER).ljust(_SUPER, b"\0")

        def number(at: int, size: int = 4) -> int:
            return int.from_bytes(super_block[at : at + size], "little")

        block = 1024 << min(number(0x18), 6)
        needed, sums = number(0x60), number(0x64) & _SUMS
        seed = number(0x270) if needed & _SEEDED else continued(_ALL, super_block[0x68:0x78])
        wide = number(0xFE, 2) if needed & _WIDE else 32
        return cls(
            blocks=blocks,
            block=block,
            inodes=number(0),
            seed=seed if sums and not needed & _META_GROUPS else None,
            gathered=not needed & _META_GROUPS,
            inode=number(0x58, 2),
            per_group=number(0x28),
            table=(number(0x14) + 1) * block,
            described=wide,
        )

    def of_inode(self, which: int) -> int | None:
        """What begins the checksums of an inode's own blocks; None where its own checksum does not hold."""
        if self.seed is None:
            return 0
        content = self._inode(which)
        crc = continued(continued(self.seed, which.to_bytes(4, "little")), content[0x64:0x68])
        high = self.inode > _SMALL_INODE and int.from_bytes(content[0x80:0x82], "little") >= _HIGH_HELD - _SMALL_INODE
        told = int.from_bytes(content[_LOW : _LOW + 2], "little")
        told |= int.from_bytes(content[_HIGH:_HIGH_HELD], "little") << 16 if high else 0
        bare = bytearray(content)
        bare[_LOW : _LOW + 2] = bytes(2)
        bare[_HIGH:_HIGH_HELD] = bytes(2) if high else bare[_HIGH:_HIGH_HELD]
        return crc if continued(crc, bytes(bare)) & (_ALL if high else 0xFFFF) == told else None

    def place(self, which: int) -> int | None:
        """Where an inode's content begins, in bytes; None where that is not said in the inode itself."""
        content = self._inode(which) if self.gathered else b""
        magic, entries, _, depth = _EXTENTS.unpack_from(content, _CONTENT) if len(content) >= _WHOLE else (0, 0, 0, 0)
        if magic != _OF_EXTENTS or depth or not entries or not content[_FLAGS + 2] & _HAS_EXTENTS:
            return None
        high, low = _PLACE.unpack_from(content, _FIRST_PLACE)
        return (int(high) << 32 | int(low)) * self.block

    def holds(self, begin: int, block: bytes) -> bool:
        """Does the checksum at the end of a folder's block hold? True where it has none, as those of an index."""
        if self.seed is None or block[-_TAIL:-4] != _MARK:
            return True
        return continued(begin, block[:-_TAIL]) == int.from_bytes(block[-4:], "little")

    def _inode(self, which: int) -> bytes:
        group, place = divmod(which - 1, max(1, self.per_group))
        told = self.blocks.read_at(self.table + group * self.described, self.described)
        first = int.from_bytes(told[8:12], "little") | int.from_bytes(told[0x28:0x2C], "little") << 32
        return self.blocks.read_at(first * self.block + place * self.inode, self.inode)
