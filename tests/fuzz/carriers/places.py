"""Where the fields of a carrier's own form lie: tables, superblocks, records, folders' entries, headers, checksums.

Most forms mark their structures, so a mark is looked for at its boundary and the fields are
counted from there; ``FIXED`` are those that stand where the form says. A field that is met in a
file's content by chance does no harm: it is spoilt as well.

References: those of ``inzage.formats`` and ``inzage.sources.zip_directory``.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from tests.fuzz.fields import MOST, Field

Row = tuple[int, int, str]
"""Place from the mark on, bytes, name with its order."""


def _rows(order: str, *pairs: tuple[int, int]) -> tuple[Row, ...]:
    return tuple((at, size, f"{order}:{at}") for at, size in pairs)


def _each(order: str, size: int, *places: int) -> tuple[Row, ...]:
    return _rows(order, *((at, size) for at in places))


_LITTLE, _BIG = "little", "big"
_NTFS_RECORD = (
    *_rows(_LITTLE, (4, 2), (6, 2), (16, 2), (18, 2), (20, 2), (22, 2), (24, 4), (28, 4), (48, 2), (50, 2)),
    *_rows(_LITTLE, (56, 4), (60, 4), (64, 1), (72, 4), (76, 2), (152, 4), (156, 4), (168, 4), (176, 8), (240, 2)),
)
_GPT = _rows(_LITTLE, (8, 4), (12, 4), (16, 4), (24, 8), (40, 8), (72, 8), (80, 4), (84, 4), (88, 4))
_XFS_FOLDER = (*_each(_BIG, 4, 4, 8, 12), *_each(_BIG, 8, 16, 40), *_each(_BIG, 2, 48, 50), *_each(_BIG, 1, 72, 73))
_XFS_INODE = (
    *_rows(_BIG, (2, 2), (4, 1), (5, 1), (16, 4), (56, 8), (64, 8), (76, 4), (82, 1), (83, 1), (100, 4)),
    *_rows(_BIG, (152, 8), (176, 8), (184, 8), (177, 1), (178, 4), (182, 1), (185, 2), (187, 1), (192, 4)),
)
_VHD = (*_each(_BIG, 4, 8, 12, 24, 60, 64), *_each(_BIG, 8, 16, 40, 48))

MARKED: Sequence[tuple[bytes, int, Sequence[Row]]] = (
    (b"PK\x01\x02", 1, _rows(_LITTLE, (4, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2),
                             (38, 4), (42, 4), (46, 1))),
    (b"PK\x03\x04", 1, _rows(_LITTLE, (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2), (30, 1))),
    (b"PK\x05\x06", 1, _rows(_LITTLE, (4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
    (b"ustar", 1, tuple((at - 257, size, "big:octal") for at, size in
                        ((100, 8), (124, 12), (136, 12), (148, 8), (156, 1), (0, 1), (345, 1)))),
    (b"FILE", 512, _NTFS_RECORD),
    (b"INDX", 512, _rows(_LITTLE, (4, 2), (6, 2), (16, 8), (24, 4), (28, 4), (32, 4), (64, 8), (72, 2), (74, 2),
                         (76, 4), (80, 8), (144, 1))),
    (b"EFI PART", 512, _GPT),
    (b"XFSB", 512, (*_each(_BIG, 4, 4, 84, 88, 100, 216, 220, 224, 228), *_each(_BIG, 8, 8, 56, 80),
                    *_each(_BIG, 2, 100, 102, 104, 106), *_each(_BIG, 1, 120, 121, 122, 123, 124, 192))),
    (b"XAGF", 512, _each(_BIG, 4, 4, 8, 12, 16, 40, 52, 216)),
    (b"XAGI", 512, _each(_BIG, 4, 8, 12, 16, 20, 24, 28, 312)),
    (b"IAB3", 512, (*_each(_BIG, 2, 4, 6), *_each(_BIG, 4, 52, 56, 60), *_each(_BIG, 8, 64))),
    (b"XDB3", 512, _XFS_FOLDER),
    (b"XDD3", 512, _XFS_FOLDER),
    (b"IN\x41", 256, _XFS_INODE),
    (b"IN\x81", 256, _XFS_INODE),
    (b"NXSB", 32, (*_each(_LITTLE, 8, -32, 8, 128, 136, 120), *_each(_LITTLE, 4, 4, 72, 76, 104, 108, 152, 160))),
    (b"APSB", 32, (*_each(_LITTLE, 8, -32, 8, 24, 96, 104, 152), *_each(_LITTLE, 4, 88, 92))),
    (b"H+\x00\x04", 512, (*_each(_BIG, 4, 4, 32, 36, 40, 44), *_each(_BIG, 8, 272, 352), *_each(_BIG, 4, 288, 292))),
    (b"EVF\x09", 1, _rows(_LITTLE, (0, 8), (9, 2))),
    *((name.ljust(16, b"\0"), 1, _rows(_LITTLE, (16, 8), (24, 8), (72, 4), (76, 4), (80, 4), (84, 4), (88, 8), (96, 4)))
      for name in (b"volume", b"disk", b"table", b"table2", b"sectors", b"done", b"hash", b"digest")),
    (b"QFI\xfb", 512, (*_each(_BIG, 4, 4, 16, 20, 32, 36, 96, 100), *_each(_BIG, 8, 8, 24, 40, 48, 72, 80))),
    (b"KDMV", 512, (*_each(_LITTLE, 4, 4, 8, 44), *_each(_LITTLE, 8, 12, 20, 28, 36, 48, 56, 64),
                   *_each(_LITTLE, 2, 77))),
    (b"conectix", 512, _VHD),
    (b"cxsparse", 512, (*_each(_BIG, 8, 8, 16), *_each(_BIG, 4, 24, 28, 32, 36))),
    (b"head", 4096, (*_each(_LITTLE, 4, 4, 68), *_each(_LITTLE, 8, 8, 72), *_each(_LITTLE, 2, 64, 66))),
    (b"regi", 4096, (*_each(_LITTLE, 4, 4, 8, 40, 44), *_each(_LITTLE, 8, 16, 32))),
    (b"metadata", 4096, (*_each(_LITTLE, 2, 10), *_each(_LITTLE, 4, 48, 52, 56))),
    (b"koly", 1, (*_each(_BIG, 4, 4, 8, 12, 352), *_each(_BIG, 8, 16, 24, 32, 216, 224, 492))),
    (b"LUKS\xba\xbe", 512, (*_each(_BIG, 2, 6), *_each(_BIG, 8, 8, 16, 256), *_each(_BIG, 4, 104, 108, 164, 208, 212))),
    (b"-FVE-FS-", 16, (*_each(_LITTLE, 2, 8, 10, 32), *_each(_LITTLE, 4, 64, 68, 72),
                       *_each(_LITTLE, 8, 16, 32, 40, 48))),
    (b"SQLite format 3\0", 1, _each(_BIG, 2, 16, 100, 103)),
    (b"mbdb", 1, _rows(_BIG, (4, 2), (6, 2))),
)  # fmt: skip

_BOOT = _rows(_LITTLE, (0, 1), (11, 2), (13, 1), (14, 2), (16, 1), (17, 2), (19, 2), (21, 1), (22, 2), (32, 4), (36, 4),
              (40, 8), (44, 4), (48, 8), (56, 8), (64, 1), (68, 1), (80, 4), (84, 4), (88, 4), (92, 4), (96, 4),
              (106, 2), (108, 1), (109, 1), (110, 1), (510, 2))  # fmt: skip
_PARTITIONS = tuple((446 + 16 * n + at, size, "little:partition") for n in range(4)
                    for at, size in ((0, 1), (4, 1), (8, 4), (12, 4)))  # fmt: skip
_EXT = tuple((1024 + at, size, "little:super") for at, size in (
    (0, 4), (4, 4), (20, 4), (24, 4), (32, 4), (40, 4), (56, 2), (76, 4), (88, 2), (92, 4), (96, 4), (100, 4),
    (254, 2), (1020, 4), (1024, 4), (1028, 4), (1032, 4), (1042, 2), (1054, 2)))  # fmt: skip
_DISC = tuple((32768 + at, size, "little:disc") for at, size in (
    (0, 1), (1, 5), (80, 4), (84, 4), (128, 2), (158, 4), (162, 4), (166, 4), (170, 4), (181, 1)))  # fmt: skip

FIXED: Mapping[str, tuple[Row, ...]] = {
    "mbr": (*_PARTITIONS, *((8 * 512 + at, size, what) for at, size, what in _BOOT)),
    "gpt": tuple(
        (1024 + 128 * n + at, size, "little:part") for n in range(3) for at, size in ((0, 4), (32, 8), (40, 8))
    ),
    **dict.fromkeys(("ntfs", "fat12", "fat16", "fat32", "exfat"), _BOOT),
    **dict.fromkeys(("ext2", "ext3", "ext4"), _EXT),
    **dict.fromkeys(("iso9660", "iso9660-rock", "iso9660-joliet"), _DISC),
}


def places(kind: str, content: bytes) -> list[Field]:
    """All fields that can be found in one of a carrier's files."""
    found = (Field(at, size, what) for at, size, what in (*FIXED.get(kind, ()), *islice(_marked(content), MOST)))
    return [field for field in found if field.at >= 0 and field.at + field.size <= len(content)]


def _marked(content: bytes) -> Iterator[Row]:
    for mark, step, rows in MARKED:
        at = content.find(mark)
        while at >= 0:
            if at % step == 0:
                yield from ((at + place, size, what) for place, size, what in rows)
            at = content.find(mark, at + 1)
    yield from _of_sets(content)
    yield from _of_names(content)


def _of_sets(content: bytes) -> Iterator[Row]:
    """Entries of exFAT, which stand in threes or more: file, stream, name."""
    for at in range(0, len(content) - 96, 32):
        if content[at] == 0x85 and content[at + 32] == 0xC0 and content[at + 64] == 0xC1:
            yield from ((at + place, size, f"{_LITTLE}:set") for place, size in
                        ((0, 1), (1, 1), (2, 2), (4, 2), (32, 1), (33, 1), (35, 1), (52, 4), (56, 8), (64, 1), (66, 2)))  # fmt: skip  # noqa: E501


def _of_names(content: bytes) -> Iterator[Row]:
    """What stands around the names on our carriers: their first letters, and the numbers before and behind them."""
    for name in (b"History", b"HISTORY", "History".encode("utf-16-le"), b"letters", b"LETTERS", b"places", b"PLACES",
                 b"a-letter-4", b"A-LETT~5", b"home", b"HOME", b"passwords", "passwords".encode("utf-16-be")):  # fmt: skip  # noqa: E501
        at = content.find(name)
        while at >= 0:
            yield at, 1, f"{_LITTLE}:name"
            yield from ((at + place, 4, f"{_LITTLE}:beside") for place in (-32, -16, -8, -4, 8, 12, 16, 20, 24, 28))
            yield at - 1, 1, f"{_LITTLE}:length"
            yield at - 2, 2, f"{_LITTLE}:length"
            at = content.find(name, at + 1)
