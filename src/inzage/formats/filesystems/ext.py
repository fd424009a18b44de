"""ext2, ext3, ext4; named by inode. Names that are no UTF-8 are read out of the folder itself.

What a volume asks of its reader stands in its superblock: where that is more than the library
knows, the form is unknown, not damaged. Of a small file kept in its inode the library gives
the first sixty bytes and makes up the rest (2026-08-21): such a file is not given.

References: libfsext; https://docs.kernel.org/filesystems/ext4/
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, FileObject, ReadFault
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.ext_folder import is_sound
from inzage.formats.filesystems.ext_sums import Sums
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_nanoseconds
from inzage.formats.libyal import Handle, library
from inzage.result import Reason, Unreadable

_FEATURES = 1024 + 0x5C
_REVISION, _DYNAMIC = 1024 + 0x4C, 1
_HAS_JOURNAL = 0x0004
_OF_LIBRARY = 0x0002 | 0x0004 | 0x0008 | 0x0010 | 0x0040 | 0x0080 | 0x0200 | 0x0400 | 0x2000 | 0x8000 | 0x30000
_SPARSE_SUPER2 = 0x0200  # among those that others may ignore
_INLINE = 0x8000
_TYPED = 0x0002
_INLINE_MOST = 60
_INODE_MOST = 4096
_FILE = 0o10
_MAGIC = (1024 + 56, b"\x53\xef")
_ENTRY = 8
_FOLDER_MOST = 64 * 1024 * 1024
_OF_EXT4 = 0x0080 | 0x0040 | 0x0200 | 0x0400  # 64bit, extents, flex_bg, mmp


class Ext(WalkedFileSystem):
    """An ext volume."""

    def __init__(self, blocks: Blocks) -> None:
        features = blocks.read_at(_FEATURES, 8).ljust(8, b"\0")
        self._ignorable, self._needed = (int.from_bytes(features[at : at + 4], "little") for at in (0, 4))
        journal = self._ignorable & _HAS_JOURNAL
        self.type = "ext4" if self._needed & _OF_EXT4 else "ext3" if journal else "ext2"
        super().__init__(blocks)
        self._sums = Sums.of(self._watched)

    @property
    def needed(self) -> int:
        """The features without which it cannot be read."""
        return self._needed

    @property
    def sums(self) -> Sums:
        """Its checksums."""
        return self._sums

    def asked(self, where: int) -> FsEntry:
        """All but the path of an inode."""
        node = self._by_identity(where)
        kind = self._kind(node)
        size = node.size if kind is EntryKind.FILE else 0
        return FsEntry("", size, self._modified(node), kind, where, self._why_not(node))

    def stretches(self, where: int) -> Sequence[tuple[int, int]]:
        """(place, bytes) of an inode's content."""
        node = self._by_identity(where)
        return [node.get_extent(which)[:2] for which in range(node.number_of_extents)]

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfsext").volume()
        volume.open_file_object(file)
        return volume

    def _otherwise(self) -> Reason:
        at, magic = _MAGIC
        revision = int.from_bytes(self._watched.read_at(_REVISION, 4), "little")
        unknown = self._needed & ~_OF_LIBRARY or self._ignorable & _SPARSE_SUPER2 or revision > _DYNAMIC
        known = self._watched.read_at(at, len(magic)) == magic
        return Reason.FILE_SYSTEM_UNKNOWN if unknown and known else Reason.FILE_SYSTEM_DAMAGED

    def _why_not(self, node: Node) -> Reason | None:
        if not self._needed & _INLINE or node.file_mode >> 12 != _FILE:
            return None
        kept = _INLINE_MOST < node.size <= _INODE_MOST and not node.number_of_extents
        return Reason.FILE_SYSTEM_UNKNOWN if kept else None

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_inode(where)

    def _identity(self, node: Node) -> int:
        return int(node.inode_number)

    def _modified(self, node: Node) -> int | None:
        return from_nanoseconds(node.get_modification_time_as_integer())

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``, also where its inode is not as it was written."""
        if self._sums.of_inode(where) is None:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        return super().read(where)

    def place(self, where: int) -> int:
        """As elsewhere; off the inode itself where it says so, because the library takes three times as long."""
        with suppress(ReadFault, ValueError):
            told = self._sums.place(where)
            if told is not None:
                return told
        return super().place(where)

    def _is_sound(self, folder: Node, told: Sequence[FsEntry]) -> bool:
        gathered, left = bytearray(), _FOLDER_MOST
        for which in range(folder.number_of_extents):
            offset, size, _ = folder.get_extent(which)
            gathered += self._watched.read_at(offset, min(size, left))
            left -= min(size, left)
        if not gathered and self._needed & _INLINE:
            return True  # it lies in its inode
        which = self._identity(folder)
        above = self._above.get(which)
        return is_sound(bytes(gathered), which, above, self._sums, told, typed=bool(self._needed & _TYPED))

    def _coded_names(self, folder: Node) -> Mapping[int, Sequence[bytes]]:
        found: defaultdict[int, list[bytes]] = defaultdict(list)
        left = _FOLDER_MOST
        for which in range(folder.number_of_extents):
            offset, size, _ = folder.get_extent(which)
            for inode, name in names_in(self._watched.read_at(offset, min(size, left))):
                found[inode].append(name)
            left -= min(size, left)
        return found


def names_in(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(inode, name) of each entry in a folder's blocks; ends where they make no sense."""
    at = 0
    while at + _ENTRY <= len(content):
        inode = int.from_bytes(content[at : at + 4], "little")
        length = int.from_bytes(content[at + 4 : at + 6], "little")
        name = content[at + _ENTRY : at + _ENTRY + content[at + 6]]
        if length < _ENTRY or length % 4 or len(name) > length - _ENTRY:
            return
        if inode and name:
            yield inode, name
        at += length
