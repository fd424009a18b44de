"""XFS; named by inode.

What a volume asks of its reader stands in its superblock. A version or a feature that did not
exist when this was written may put bytes elsewhere, and the library reads on: such a form is
unknown and is not opened. Large counts of extents and large moments were seen to be read right.

References: libfsxfs; XFS Algorithms & Data Structures, 3rd edition; Linux ``fs/xfs/libxfs/xfs_format.h``.
"""

from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.crc32c import crc32c
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_nanoseconds
from inzage.formats.libyal import Handle, library
from inzage.result import Reason, Unreadable

_MAGIC = b"XFSB"
_VERSION, _VERSIONS, _OF_FEATURES = 0x64, (4, 5), 5
_FEATURES = 0xD8
_SUMS = {b"XDB3": 4, b"XDD3": 4}
_OF_INODE = 100
_INODES = (512, 1024, 2048)
_KNOWN = 0x1FF
"""Names' kinds, sparse inodes, identity, large moments, repair due, large extents, exchange, parents, hidden folder."""


class Xfs(WalkedFileSystem):
    """An XFS volume."""

    type = "xfs"

    def __init__(self, blocks: Blocks) -> None:
        if blocks.read_at(0, len(_MAGIC)) == _MAGIC and not _is_known(blocks):
            raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)
        super().__init__(blocks)

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfsxfs").volume()
        volume.open_file_object(file)
        return volume

    def _is_damaged(self, piece: bytes) -> bool:
        is_inode = piece[:2] == b"IN" and piece[4:5] == b"\3" and len(piece) in _INODES
        place = _OF_INODE if is_inode else _SUMS.get(piece[:4])
        if place is None or len(piece) < _INODES[0]:
            return False
        bare = piece[:place] + bytes(4) + piece[place + 4 :]
        return crc32c(bare).to_bytes(4, "little") != piece[place : place + 4]

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_inode(where)

    def _identity(self, node: Node) -> int:
        return int(node.inode_number)

    def _modified(self, node: Node) -> int | None:
        return from_nanoseconds(node.get_modification_time_as_integer())


def _is_known(blocks: Blocks) -> bool:
    version = int.from_bytes(blocks.read_at(_VERSION, 2), "big") & 0xF
    features = int.from_bytes(blocks.read_at(_FEATURES, 4), "big") if version == _OF_FEATURES else 0
    return version in _VERSIONS and not features & ~_KNOWN
