"""Fields of a registry hive: its base block, its bins, each cell's size and the numbers of keys, values and lists.

References: https://github.com/msuhanov/regf
"""

import struct
from collections.abc import Iterator

BASE = 4096
_HEAD = (
    (4, 4, "sequence"),
    (8, 4, "sequence"),
    (28, 4, "kind"),
    (36, 4, "root"),
    (40, 4, "bins"),
    (508, 4, "checksum"),
)
_BIN = ((0, 4, "bin mark"), (4, 4, "bin place"), (8, 4, "bin size"))
_CELLS = {
    b"nk": (
        *((2, 2, "flags"), (4, 8, "written"), (16, 4, "parent"), (20, 4, "keys"), (28, 4, "list of keys")),
        *((36, 4, "values"), (40, 4, "list of values"), (48, 4, "class"), (72, 2, "name size"), (74, 2, "class size")),
    ),
    b"vk": ((2, 2, "name size"), (4, 4, "data size"), (8, 4, "data place"), (12, 4, "data type"), (16, 2, "flags")),
    b"lf": ((2, 2, "elements"), (4, 4, "element"), (8, 4, "hint")),
    b"lh": ((2, 2, "elements"), (4, 4, "element"), (8, 4, "hint")),
    b"li": ((2, 2, "elements"), (4, 4, "element")),
    b"ri": ((2, 2, "elements"), (4, 4, "element")),
    b"db": ((2, 2, "segments"), (4, 4, "segment list")),
}


def fields(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each."""
    yield from ((at, size, f"little:{name}") for at, size, name in _HEAD)
    start = BASE
    while content[start : start + 4] == b"hbin":
        yield from ((start + at, size, f"little:{name}") for at, size, name in _BIN)
        (size,) = struct.unpack_from("<I", content, start + 8)
        if not size:
            return
        yield from _cells(content, start + 32, min(start + size, len(content)))
        start += size


def _cells(content: bytes, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    while at + 8 <= end:
        (size,) = struct.unpack_from("<i", content, at)
        yield at, 4, "little:cell size"
        for place, many, name in _CELLS.get(content[at + 4 : at + 6], ()) if size < 0 else ():
            if at + 4 + place + many <= end:
                yield at + 4 + place, many, f"little:{name}"
        if not size:
            return
        at += abs(size)
