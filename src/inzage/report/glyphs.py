"""Which characters the shipped font can draw; PDF/A allows no others.

References: ISO/IEC 14496-22 (OpenType), table ``cmap``, formats 4 and 12.
"""

import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

STAND_IN = "\ufffd"
_FONT = "NotoSans-Regular.ttf"
_ALWAYS = frozenset("\n\t")
_SEGMENTED, _GROUPED = 4, 12


@cache
def drawable() -> frozenset[str]:
    """Every character of the font."""
    table = _table(files("inzage.report").joinpath("fonts", _FONT).read_bytes(), b"cmap")
    return frozenset(chr(code) for code in _codes(table)) | _ALWAYS


def fit(text: str) -> str:
    """``text`` with a stand-in where the font has no glyph."""
    known = drawable()
    stand_in = STAND_IN if STAND_IN in known else "?"
    return "".join(c if c in known else stand_in for c in text)


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + 16 * count, 16):
        name, _, offset, length = struct.unpack_from(">4sIII", font, at)
        if name == tag:
            return font[offset : offset + length]
    raise LookupError(tag)


def _codes(cmap: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    for at in range(4, 4 + 8 * count, 8):
        (offset,) = struct.unpack_from(">I", cmap, at + 4)
        (kind,) = struct.unpack_from(">H", cmap, offset)
        if kind == _GROUPED:
            yield from _grouped(cmap, offset)
        elif kind == _SEGMENTED:
            yield from _segmented(cmap, offset)


def _grouped(cmap: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", cmap, at + 12)
    for n in range(groups):
        first, last, _ = struct.unpack_from(">III", cmap, at + 16 + 12 * n)
        yield from range(first, last + 1)


def _segmented(cmap: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", cmap, at + 6)
    for n in range(0, doubled, 2):
        (last,) = struct.unpack_from(">H", cmap, at + 14 + n)
        (first,) = struct.unpack_from(">H", cmap, at + 16 + doubled + n)
        if first != 0xFFFF:  # noqa: PLR2004 - the closing segment
            yield from range(first, last + 1)
