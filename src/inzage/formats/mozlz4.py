"""Mozilla's compressed files (``.jsonlz4``): a mark, the length, one LZ4 block. Decoded here, bounded by that length.

A block is a row of sequences: so many literal bytes, then so many bytes again from so far
back; the last one has literals alone. Nothing is written beyond the announced length,
and what ends before it is an error.

References: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md,
https://searchfox.org/mozilla-central/source/toolkit/components/lz4/lz4.cpp
"""

from inzage.artefact import Artefact
from inzage.formats.content import content, refused
from inzage.result import Reason, Unreadable

MAGIC = b"mozLz40\0"
MOST = 32 * 1024 * 1024
"""Bytes that may come out of one file."""

_HEADER = 12
_LONG, _MORE = 15, 255
_SHORTEST = 4


class BadBlock(ValueError):
    """A block that is none; ``early``: it stops before it is whole."""

    def __init__(self, *, early: bool = False) -> None:
        super().__init__("no LZ4 block")
        self.early = early


def plain(artefact: Artefact) -> bytes:
    """What a compressed file holds; raises ``Unreadable``."""
    packed = content(artefact, MOST)
    if not packed.startswith(MAGIC):
        raise refused(artefact)
    size = int.from_bytes(packed[len(MAGIC) : _HEADER], "little")
    if size > MOST:
        raise Unreadable(Reason.TOO_LARGE)
    try:
        return block(packed[_HEADER:], size)
    except BadBlock as fault:
        raise Unreadable(Reason.TRUNCATED if fault.early else Reason.DAMAGED) from None


def block(packed: bytes, size: int) -> bytes:
    """The ``size`` bytes of one LZ4 block; raises ``BadBlock``."""
    made, at = bytearray(), 0
    while True:
        token, at = _byte(packed, at)
        length, at = _length(packed, at, token >> 4)
        _fits(made, length, size)
        if at + length > len(packed):
            raise BadBlock(early=True)
        made += packed[at : at + length]
        at += length
        if at == len(packed):
            break
        at = _again(packed, at, token & _LONG, made, size)
    if len(made) != size:
        raise BadBlock(early=True)
    return bytes(made)


def _again(packed: bytes, at: int, short: int, made: bytearray, size: int) -> int:
    """Repeat what was made before; gives where the next sequence begins."""
    low, at = _byte(packed, at)
    high, at = _byte(packed, at)
    back = low | high << 8
    length, at = _length(packed, at, short)
    length += _SHORTEST
    _fits(made, length, size)
    if not 0 < back <= len(made):
        raise BadBlock
    piece = bytes(made[len(made) - back :])
    made += (piece * (length // back + 1))[:length] if length > back else piece[:length]
    return at


def _length(packed: bytes, at: int, short: int) -> tuple[int, int]:
    more = _MORE if short == _LONG else 0
    while more == _MORE:
        more, at = _byte(packed, at)
        short += more
    return short, at


def _byte(packed: bytes, at: int) -> tuple[int, int]:
    if at >= len(packed):
        raise BadBlock(early=True)
    return packed[at], at + 1


def _fits(made: bytearray, length: int, size: int) -> None:
    if len(made) + length > size:
        raise BadBlock
