"""UDF: that it is there, and how many files it says it has. It is not read.

On most discs that bear it, it is a second table over the same files as ISO 9660. What a disc's
UDF counts of itself tells that case from the other one, where ISO 9660 is a stub.

References: ECMA-167 2/9.1 (recognition), 3/10.2, 3/10.6, 3/10.10 (anchor, volume, integrity);
OSTA UDF 2.60, 2.2.6.4 (numbers of files and folders).
"""

from collections.abc import Iterator

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.filesystems.iso9660 import Iso9660
from inzage.formats.filesystems.iso9660_records import SECTOR
from inzage.result import Unreadable

_FIRST, _MOST = 16, 64
_ANCHOR = 256
_OF_ANCHOR, _OF_VOLUME, _OF_INTEGRITY = 2, 6, 9
_CLOSED = 1
_OTHERS = (b"CD001", b"BEA01", b"BOOT2", b"CDW02")


def udf(blocks: Blocks) -> bool:
    """Does UDF lie here, alone or beside ISO 9660? Raises ``ReadFault``."""
    for number in range(_FIRST, _FIRST + _MOST):
        sign = blocks.read_at(number * SECTOR + 1, 5)
        if sign in (b"NSR02", b"NSR03"):
            return True
        if sign not in _OTHERS:
            return False
    return False


def udf_repeats(blocks: Blocks) -> bool:
    """Does UDF say that it has just as many files and folders as ISO 9660 beside it, which can be read whole?"""
    try:
        said = _counted(blocks)
        return said is not None and said == _listed(blocks)
    except (ReadFault, Unreadable):
        return False


def _listed(blocks: Blocks) -> tuple[int, int] | None:
    files, folders = 0, 1
    for entry in Iso9660(blocks).entries():
        if entry.reason is not None:
            return None
        files += entry.kind is not EntryKind.DIRECTORY
        folders += entry.kind is EntryKind.DIRECTORY
    return files, folders


def _counted(blocks: Blocks) -> tuple[int, int] | None:
    """(files, folders with the topmost) as the volume was last closed with; None where it does not say."""
    for anchor in _described(blocks, _ANCHOR, 1, _OF_ANCHOR):
        for volume in _described(blocks, _number(anchor, 20), _number(anchor, 16) // SECTOR, _OF_VOLUME):
            for told in _described(blocks, _number(volume, 436), 1, _OF_INTEGRITY):
                at = 80 + 8 * _number(told, 72) + 32
                if _number(told, 28) == _CLOSED and at + 8 <= SECTOR:
                    return _number(told, at), _number(told, at + 4)
    return None


def _described(blocks: Blocks, first: int, count: int, kind: int) -> Iterator[bytes]:
    """The descriptors of one kind among some sectors."""
    for number in range(first, first + min(count, _MOST)):
        content = blocks.read_at(number * SECTOR, SECTOR)
        if len(content) == SECTOR and int.from_bytes(content[:2], "little") == kind:
            yield content


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")
