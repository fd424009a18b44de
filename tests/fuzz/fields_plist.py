"""Fields of a binary property list: its trailer, its table of places, each object's mark and the numbers behind it.

References: Apple CFBinaryPList.c
"""

from collections.abc import Iterator

_TRAILER = ((6, 1, "place size"), (7, 1, "reference size"), (8, 8, "objects"), (16, 8, "top"), (24, 8, "table"))


def fields(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each."""
    trailer = len(content) - 32
    yield from ((trailer + at, size, f"big:{name}") for at, size, name in _TRAILER)
    width, many = content[trailer + 6], int.from_bytes(content[trailer + 8 : trailer + 16], "big")
    table = int.from_bytes(content[trailer + 24 : trailer + 32], "big")
    for n in range(min(many, 5000)):
        at = table + n * width
        yield at, width, "big:place"
        yield from _of_object(content, int.from_bytes(content[at : at + width], "big"))


def _of_object(content: bytes, at: int) -> Iterator[tuple[int, int, str]]:
    if at + 9 >= len(content):
        return
    mark = content[at]
    yield at, 1, "big:mark"
    if mark >> 4 in (1, 2, 3):
        yield at + 1, min(8, 1 << (mark & 7)), "big:value"
    elif mark & 15 == 15:
        yield at + 1, 1, "big:length mark"
        yield at + 2, 1, "big:length"
    else:
        yield at + 1, 1, "big:reference"
