"""XFS; named by inode.

References: libfsxfs; XFS Algorithms & Data Structures, 3rd edition.
"""

from inzage.formats.blocks import FileObject
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_nanoseconds
from inzage.formats.libyal import Handle, library


class Xfs(WalkedFileSystem):
    """An XFS volume."""

    type = "xfs"

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfsxfs").volume()
        volume.open_file_object(file)
        return volume

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_inode(where)

    def _identity(self, node: Node) -> int:
        return int(node.inode_number)

    def _modified(self, node: Node) -> int | None:
        return from_nanoseconds(node.get_modification_time_as_integer())
