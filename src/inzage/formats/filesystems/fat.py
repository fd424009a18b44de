"""FAT12, FAT16, FAT32; named by where the entry lies on the volume.

The library counts a month too many in a file's date (2026-08-26), so the four bytes of
date and time are read from the entry itself. FAT keeps the clock on the wall of
whoever wrote it; that is taken to be ours.

References: libfsfat; Microsoft FAT Specification (2005), "Date and Time Formats".
"""

from collections.abc import Sequence
from datetime import datetime

from inzage.artefact import AMSTERDAM, EntryKind
from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.fat_folder import FatClusters, is_sound
from inzage.formats.filesystems.walked import Node, WalkedFileSystem
from inzage.formats.libyal import Handle, library

_DIRECTORY = 0x10
_WRITTEN = 22


class Fat(WalkedFileSystem):
    """A FAT volume."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__(blocks)
        formats = library("pyfsfat").file_system_formats
        known = {formats.FAT12: "fat12", formats.FAT16: "fat16", formats.FAT32: "fat32"}
        self.type = known.get(self._volume.file_system_format, "fat")

    def _opened(self, file: FileObject) -> Handle:
        volume = library("pyfsfat").volume()
        volume.open_file_object(file)
        return volume

    def _root(self) -> Node:
        return self._volume.get_root_directory()

    def _by_identity(self, where: int) -> Node:
        return self._volume.get_file_entry_by_identifier(where)

    def _identity(self, node: Node) -> int:
        return int(node.identifier)

    def _is_sound(self, folder: Node, told: Sequence[FsEntry]) -> bool:
        clusters = FatClusters(self._watched, self.type)
        content = clusters.folder(folder.identifier) if folder.identifier else clusters.root()
        return content is not None and is_sound(content, is_root=not folder.identifier)

    def _kind(self, node: Node) -> EntryKind:
        return EntryKind.DIRECTORY if node.file_attribute_flags & _DIRECTORY else EntryKind.FILE

    def _modified(self, node: Node) -> int | None:
        written = self._watched.read_at(node.identifier + _WRITTEN, 4)
        return wall_clock(int.from_bytes(written[2:4], "little"), int.from_bytes(written[0:2], "little"))


def wall_clock(date: int, time: int) -> int | None:
    """Seconds since 1970 of a DOS date and time in Amsterdam; None where there is no such moment."""
    try:
        moment = datetime(
            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, time % 32 * 2, tzinfo=AMSTERDAM
        )
    except ValueError:
        return None
    return int(moment.timestamp())
