"""Which file system is it? By the marks at their fixed places, before any library is asked.

References: ext4 (0xEF53 at 1080), [MS-FSCC], exFAT specification 3.1, TN1150, Apple File
System Reference, XFS (XFSB), ECMA-119, ECMA-167 2/9.1 (UDF), util-linux libblkid (superblocks).
"""

from inzage.formats.blocks import Blocks

HEAD = 4096
_SECTOR = 512

SUPPORTED = frozenset({"ntfs", "exfat", "fat", "ext", "hfs+", "apfs", "xfs", "iso9660"})

DISC_MARK = (32769, 5)
"""Where on a CD or DVD its mark stands, and how long it is."""

_DISCS = {b"CD001": "iso9660", b"BEA01": "udf", b"BOOT2": "udf"}
_FAR = ((65536 + 64, b"_BHRfS_M", "btrfs"), *((DISC_MARK[0], mark, word) for mark, word in _DISCS.items()))
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (3, b"NTFS    ", "ntfs"),
    (3, b"EXFAT   ", "exfat"),
    (3, b"ReFS\0", "refs"),
    (32, b"NXSB", "apfs"),
    (0, b"XFSB", "xfs"),
    (0, b"hsqs", "squashfs"),
    (0, b"LUKS\xba\xbe", "luks"),
    (3, b"-FVE-FS-", "bitlocker"),
    (512, b"LABELONE", "lvm"),
    (24, b"LVM2 001", "lvm"),
    (4086, b"SWAPSPACE2", "swap"),
    (1024, b"\x10\x20\xf5\xf2", "f2fs"),
    (1080, b"\x53\xef", "ext"),
    (1024, b"H+\x00\x04", "hfs+"),
    (1024, b"HX\x00\x05", "hfs+"),
)
_BOOT = ("ntfs", "exfat", "refs", "bitlocker", "fat")
"""Those whose mark stands in the first sector, where a partition table would be."""


def filesystem_of(blocks: Blocks) -> str | None:
    """A word for what lies here, or None where nothing is known. Raises ``ReadFault``."""
    head = blocks.read_at(0, HEAD)
    known = boot_sector(head) or marked(head)
    if known is not None:
        return known
    return next((word for place, mark, word in _FAR if blocks.read_at(place, len(mark)) == mark), None)


def marked(head: bytes) -> str | None:
    """By the marks within the first ``HEAD`` bytes."""
    return next((word for place, mark, word in _MARKS if head[place : place + len(mark)] == mark), None)


def boot_sector(head: bytes) -> str | None:
    """A file system that begins with a boot sector of its own, where a disk would have its partition table."""
    known = marked(head)
    if known in _BOOT:
        return known
    return "fat" if _is_fat(head) else None


def is_disk(head: bytes) -> bool:
    """Do these first bytes (4104 or more) look like a disk's, divided or not?"""
    table = (
        head[510:512] == b"\x55\xaa" and any(head[446:510]) and all(head[at] in (0, 0x80) for at in range(446, 510, 16))
    )
    return table or marked(head) is not None or _is_fat(head) or b"EFI PART" in (head[512:520], head[4096:4104])


def is_disc(mark: bytes) -> bool:
    """Are these bytes at ``DISC_MARK`` those of a CD or DVD?"""
    return mark in _DISCS


def disc_size(blocks: Blocks) -> int:
    """Bytes that an ISO 9660 file system says it has; 0 where it is none."""
    told = blocks.read_at(DISC_MARK[0] - 1, 130)
    if told[:6] != b"\x01CD001":
        return 0
    return int.from_bytes(told[80:84], "little") * int.from_bytes(told[128:130], "little")


def _is_fat(head: bytes) -> bool:
    if len(head) < _SECTOR or head[510:512] != b"\x55\xaa" or head[0] not in (0xEB, 0xE9):
        return False
    sector = int.from_bytes(head[11:13], "little")
    cluster, tables, media = head[13], head[16], head[21]
    return (
        sector in (512, 1024, 2048, 4096)
        and cluster in (1, 2, 4, 8, 16, 32, 64, 128)
        and tables in (1, 2)
        and media in (0xF0, *range(0xF8, 0x100))
    )
