"""The lines of a file of text, one at a time, none longer than a line may be."""

from collections.abc import Iterator
from typing import BinaryIO

from inzage.watchlists.formats import LINE, Said, broken

LONGEST = 128 * 1024
"""Bytes in the longest line."""

_BOM = b"\xef\xbb\xbf"
_WHOLE: Said = ("een regel van hoogstens 128 kB", "a line of at most 128 kB")
_TEXT: Said = ("tekst in UTF-8", "text in UTF-8")


def lines(file: BinaryIO, encoding: str = "utf-8") -> Iterator[tuple[int, str]]:
    """Number and text of each line, from 1, with its end; ``EntryFault`` where a line is no text."""
    file.seek(0)
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise broken(LINE, number, _WHOLE, ("een langere", "a longer one"))
        yield number, _decoded(raw if number > 1 else raw.removeprefix(_BOM), number, encoding)


def _decoded(raw: bytes, number: int, encoding: str) -> str:
    if b"\0" in raw:
        raise broken(LINE, number, _TEXT, ("een nulbyte", "a NUL byte"))
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise broken(LINE, number, _TEXT, ("andere bytes", "other bytes")) from None
