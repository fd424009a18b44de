"""Fields of a SQLite database: its header, each page's header and cell pointers, the varints that begin a cell.

References: https://sqlite.org/fileformat2.html
"""

from collections.abc import Iterator

VARINTS = (
    b"\x00",
    b"\x01",
    b"\x7f",
    b"\x81\x00",
    b"\xff\x7f",
    b"\x8f\xff\xff\xff\x7f",
    b"\xff" * 9,
    b"\xff" * 8 + b"\x00",
)
LEAVES, INNER = (10, 13), (2, 5)
_HEADER = (
    *((16, 2, "page size"), (18, 1, "write version"), (19, 1, "read version"), (20, 1, "reserved")),
    *((21, 1, "most payload"), (24, 4, "change counter"), (28, 4, "pages"), (32, 4, "freelist"), (36, 4, "free pages")),
    *((44, 4, "schema format"), (52, 4, "autovacuum"), (56, 4, "encoding"), (92, 4, "valid for")),
)
_PAGE = ((0, 1, "page type"), (1, 2, "freeblock"), (3, 2, "cells"), (5, 2, "cell content"), (7, 1, "fragments"))


def fields(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each."""
    yield from ((at, size, f"big:{name}") for at, size, name in _HEADER)
    size = {1: 65536}.get(told := int.from_bytes(content[16:18], "big"), told)
    if size < 512:
        return
    for start in range(0, len(content) - size + 1, size):
        head = start + (100 if start == 0 else 0)
        if content[head] in LEAVES + INNER:
            yield from _of_page(content, start, head, size)


def _of_page(content: bytes, start: int, head: int, size: int) -> Iterator[tuple[int, int, str]]:
    inner = content[head] in INNER
    yield from ((head + at, n, f"big:{name}") for at, n, name in _PAGE)
    if inner:
        yield head + 8, 4, "big:rightmost"
    pointers = head + (12 if inner else 8)
    for n in range(min(int.from_bytes(content[head + 3 : head + 5], "big"), size // 4)):
        at = pointers + 2 * n
        yield at, 2, "big:cell pointer"
        cell = start + int.from_bytes(content[at : at + 2], "big")
        if inner:
            yield cell, 4, "big:child"
        yield from _of_cell(content, cell + 4 * inner, start + size)


def _of_cell(content: bytes, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The varints at its beginning: payload, row id, size of the record's header, and the first types."""
    for name in ("payload", "row id", "record header", *["serial type"] * 8):
        size = varint(content, at)
        if at + size > min(end, len(content)):
            return
        yield at, size, f"varint:{name}"
        at += size


def varint(content: bytes, at: int) -> int:
    """How many bytes the number at ``at`` takes."""
    return next((n + 1 for n, byte in enumerate(content[at : at + 9]) if byte < 0x80), 9)
