"""Open whatever file system lies on a volume."""

from collections.abc import Callable, Mapping

from inzage.formats.blocks import Blocks
from inzage.formats.filesystems import FileSystemReader
from inzage.formats.filesystems.apfs import ApfsVolume, apfs_volumes
from inzage.formats.filesystems.exfat import ExFat
from inzage.formats.filesystems.ext import Ext
from inzage.formats.filesystems.fat import Fat
from inzage.formats.filesystems.hfs import Hfs
from inzage.formats.filesystems.iso9660 import Iso9660
from inzage.formats.filesystems.ntfs import Ntfs
from inzage.formats.filesystems.udf import udf, udf_repeats
from inzage.formats.filesystems.xfs import Xfs
from inzage.result import Reason, Unreadable

_READERS: Mapping[str, Callable[[Blocks], FileSystemReader]] = {
    "ntfs": Ntfs,
    "exfat": ExFat,
    "fat": Fat,
    "ext": Ext,
    "hfs+": Hfs,
    "xfs": Xfs,
    "iso9660": Iso9660,
}


def systems_on(blocks: Blocks, word: str) -> int:
    """How many file systems a volume holds that ``recognise`` calls ``word``: APFS several, a disc sometimes two."""
    if word == "iso9660":
        return 1 + udf(blocks)
    return apfs_volumes(blocks) if word == "apfs" else 1


def word_of(word: str, ordinal: int) -> str:
    """What one of them is called: beside ISO 9660 lies UDF."""
    return "udf" if word == "iso9660" and ordinal else word


def repeats(blocks: Blocks, word: str, ordinal: int) -> bool:
    """Is one of them a second table over the files of another, so that nothing is missed where it is not read?"""
    return word_of(word, ordinal) == "udf" and word != "udf" and udf_repeats(blocks)


def open_file_system(blocks: Blocks, word: str, ordinal: int = 0) -> FileSystemReader:
    """The reader of one of them; raises ``Unreadable``."""
    word = word_of(word, ordinal)
    if word == "apfs":
        return ApfsVolume(blocks, ordinal)
    if word not in _READERS:
        raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)
    return _READERS[word](blocks)
