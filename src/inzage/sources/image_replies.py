"""What a locked worker says of a disk's volumes, held against its schema.

The words for file systems go into the result, so they are a closed list.

References: trust facts 6.4.
"""

from dataclasses import dataclass
from typing import NoReturn

from inzage.result import Reason, Status
from inzage.sources.archive_list import Counted
from inzage.sources.archive_replies import CARRIER_PROBLEMS, OF_ENTRIES
from inzage.sources.image_disk import BYTES_MOST, SYSTEMS_MOST, VOLUMES_MOST
from inzage.worker import Garbage, Json, Reply

WORDS = frozenset({
    "ntfs", "exfat", "fat12", "fat16", "fat32", "fat", "ext2", "ext3", "ext4", "hfs+", "apfs", "xfs",
    "btrfs", "f2fs", "iso9660", "lvm", "refs", "squashfs", "udf", "ext",
    "bitlocker", "luks", "luks1", "luks2", "filevault",
    "bios-boot", "blank", "msr", "swap", "unknown", "volume",
})  # fmt: skip
"""What lies on a volume."""

ENTRIES_MOST = 1 << 40
"""No file system has more names."""

_STATUSES = {status.value: status for status in (Status.READ, Status.ABSENT, Status.ENCRYPTED, Status.UNREADABLE)}


@dataclass(frozen=True, slots=True)
class SystemTold:
    """What lies on a volume, as the result may name it."""

    word: str
    status: Status
    reason: Reason | None

    @property
    def listed(self) -> bool:
        """Is there a list of names to ask for?"""
        return self.status is Status.READ


def volumes_told(reply: Reply) -> list[int]:
    """The volumes' ordinals, in order."""
    said = reply.get("volumes")
    if reply.keys() != {"volumes"} or not isinstance(said, list) or len(said) > VOLUMES_MOST:
        return _lie("volumes")
    ordinals = [one for one in said if type(one) is int and 0 <= one <= VOLUMES_MOST]
    return ordinals if len(ordinals) == len(said) else _lie("volumes")


def size_told(reply: Reply) -> int:
    """Bytes of the disk."""
    size = reply.get("size")
    if reply.keys() == {"size"} and type(size) is int and 0 <= size <= BYTES_MOST:
        return size
    return _lie("size")


def counted_told(reply: Reply) -> Counted | None:
    """How many names a tree has, and what is wrong with the first odd one; None where it must be listed."""
    entries, odd = reply.get("entries"), reply.get("odd")
    if reply.keys() != {"entries", "odd"} or not isinstance(odd, str) or (odd and odd not in OF_ENTRIES):
        return _lie("count")
    if entries is None:
        return None
    if type(entries) is not int or not 0 <= entries <= ENTRIES_MOST:
        return _lie("count")
    return Counted(entries, OF_ENTRIES.get(odd))


def systems_told(reply: Reply) -> list[SystemTold]:
    """What lies on one volume."""
    said = reply.get("systems")
    if reply.keys() != {"systems"} or not isinstance(said, list) or len(said) > SYSTEMS_MOST:
        return _lie("systems")
    return [_system(one) for one in said]


def _system(said: Json) -> SystemTold:
    match said:
        case [str(word), str(status), str(reason)] if word in WORDS and status in _STATUSES:
            if not reason or reason in CARRIER_PROBLEMS:
                return SystemTold(word, _STATUSES[status], CARRIER_PROBLEMS.get(reason))
    return _lie("system")


def _lie(what: str) -> NoReturn:
    raise Garbage(found=what)
