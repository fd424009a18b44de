"""APFS: a container holds several volumes; each is a file system of its own. Named by object number.

An encrypted volume shows nothing until it is unlocked.

References: libfsapfs; Apple File System Reference (2020-06-22).
"""

from collections.abc import Callable

from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.filesystems.apfs_objects import is_damaged
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_nanoseconds
from inzage.formats.libyal import FAULTS, Handle, library
from inzage.result import Reason, Unreadable


class ApfsVolume(WalkedFileSystem):
    """One volume of a container. Raises ``Unreadable``: ``ENCRYPTED`` where it is locked.

    ``unlock``: gets the library's volume where it is locked, for one try.
    """

    type = "apfs"

    def __init__(self, blocks: Blocks, ordinal: int, unlock: Callable[[Handle], object] = lambda _: None) -> None:
        self._ordinal = ordinal
        self._unlock = unlock
        super().__init__(blocks)

    def _opened(self, file: FileObject) -> Handle:
        self._container = library("pyfsapfs").container()
        self._container.open_file_object(file)
        volume = self._container.get_volume(self._ordinal)
        if volume.is_locked():
            self._unlock(volume)
        if volume.is_locked():
            raise Unreadable(Reason.ENCRYPTED)
        return volume

    def _is_damaged(self, piece: bytes) -> bool:
        return is_damaged(piece)

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_identifier(where)

    def _identity(self, node: Node) -> int:
        return int(node.identifier)

    def _modified(self, node: Node) -> int | None:
        return from_nanoseconds(node.get_modification_time_as_integer())


def apfs_volumes(blocks: Blocks) -> int:
    """How many volumes the container holds; raises ``Unreadable``."""
    try:
        container = library("pyfsapfs").container()
        container.open_file_object(FileObject(blocks))
        return int(container.number_of_volumes)
    except FAULTS:
        raise Unreadable(Reason.FILE_SYSTEM_DAMAGED) from None
