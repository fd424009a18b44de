"""NTFS. A junction or symbolic link is a link; a file that Windows keeps encrypted is told as such.

The folders' own indexes are walked: they hold each name once, and the short DOS name of
a file is none.

References: libfsntfs, "New Technologies File System (NTFS)"; [MS-FSCC] 2.6 (attributes).
"""

from collections.abc import Sequence

from inzage.artefact import EntryKind
from inzage.formats.blocks import FileObject
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.walked import Node, WalkedFileSystem, from_filetime
from inzage.formats.libyal import Handle, library
from inzage.result import Reason

_TABLE = 0
_ROOT = 5
_RECORD = (1 << 48) - 1
_REPARSE = 0x0400
_ENCRYPTED = 0x4000
_MARKS = (b"FILE", b"INDX")
_SECTOR = 512


class Ntfs(WalkedFileSystem):
    """An NTFS volume; files are named by their record number."""

    type = "ntfs"

    def table(self) -> Sequence[tuple[int, int]]:
        """(place, bytes) of the file table."""
        node = self._by_identity(_TABLE)
        return [node.get_extent(which)[:2] for which in range(node.number_of_extents)]

    def listed(self, where: int) -> Sequence[FsEntry]:
        """What lies in a folder; as paths the names alone."""
        return [entry for entry, _ in self._children(self._by_identity(where), "")]

    def asked(self, where: int) -> FsEntry:
        """All but the path of a record, as the library knows it."""
        node = self._by_identity(where)
        kind = self._kind(node)
        size = node.size if kind is EntryKind.FILE else 0
        return FsEntry("", size, self._modified(node), kind, where, self._why_not(node))

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfsntfs").volume()
        volume.open_file_object(file)
        return volume

    def _is_damaged(self, piece: bytes) -> bool:
        """A record's sectors each end in one number, which its library puts back without a look (2026-08-27)."""
        if piece[:4] not in _MARKS:
            return False
        at, count = (int.from_bytes(piece[place : place + 2], "little") for place in (4, 6))
        ends = range(_SECTOR, _SECTOR * count, _SECTOR)
        return (count - 1) * _SECTOR == len(piece) and any(piece[end - 2 : end] != piece[at : at + 2] for end in ends)

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry(where)

    def _identity(self, node: Node) -> int:
        return int(node.file_reference) & _RECORD

    def _modified(self, node: Node) -> int | None:
        return from_filetime(node.get_modification_time_as_integer())

    def _kind(self, node: Node) -> EntryKind:
        if node.file_attribute_flags & _REPARSE and node.symbolic_link_target is not None:
            return EntryKind.LINK
        return EntryKind.DIRECTORY if node.has_directory_entries_index() else EntryKind.FILE

    def _why_not(self, node: Node) -> Reason | None:
        return Reason.ENCRYPTED if self._kept_encrypted(node) else None

    def _kept_encrypted(self, node: Node) -> bool:
        return bool(node.file_attribute_flags & _ENCRYPTED) and not node.has_directory_entries_index()
