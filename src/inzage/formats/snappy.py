"""Snappy, unpacked: the raw form (no frames) in which LevelDB keeps its blocks.

A length as a varint, then pieces: bytes as they are, or a copy of what came before. Bounded
twice before anything is made: by the caller, and by what so few bytes can become at all
(a copy of three bytes gives at most 64).

References: https://github.com/google/snappy/blob/main/format_description.txt
"""

_MORE, _LOW = 0x80, 0x7F
_LONGEST = 5
_LITERAL, _NEAR, _FAR = 0, 1, 2
_SHORT = 60
"""Lengths of plain bytes from here on stand in the bytes that follow."""
_GAIN = 32
"""More than any piece gives for a byte: a copy of two bytes makes at most 11, one of three at most 64."""


class Broken(Exception):
    """It is not packed so, or it becomes more than it may."""


def plain(untrusted: bytes, most: int) -> bytes:
    """The unpacked bytes, at most ``most``. Raises ``Broken``."""
    length, place = _length(untrusted)
    if length > min(most, _GAIN * len(untrusted)):
        raise Broken
    made = bytearray()
    while place < len(untrusted):
        place = _piece(untrusted, place, made)
        if len(made) > length:
            raise Broken
    if len(made) != length:
        raise Broken
    return bytes(made)


def _length(untrusted: bytes) -> tuple[int, int]:
    value = 0
    for n, byte in enumerate(untrusted[:_LONGEST]):
        value |= (byte & _LOW) << 7 * n
        if not byte & _MORE:
            return value, n + 1
    raise Broken


def _piece(untrusted: bytes, place: int, made: bytearray) -> int:
    """Add one piece; where the next one begins."""
    tag = untrusted[place]
    kind, high = tag & 3, tag >> 2
    if kind == _LITERAL:
        return _bytes(untrusted, place + 1, high, made)
    if kind == _NEAR:
        offset, after = _number(untrusted, place + 1, 1)
        _copy(made, (high >> 3) << 8 | offset, (high & 7) + 4)
    else:
        offset, after = _number(untrusted, place + 1, 2 if kind == _FAR else 4)
        _copy(made, offset, high + 1)
    return after


def _bytes(untrusted: bytes, place: int, high: int, made: bytearray) -> int:
    length = high
    if high >= _SHORT:
        length, place = _number(untrusted, place, high - _SHORT + 1)
    end = place + length + 1
    if end > len(untrusted):
        raise Broken
    made += untrusted[place:end]
    return end


def _number(untrusted: bytes, place: int, size: int) -> tuple[int, int]:
    if place + size > len(untrusted):
        raise Broken
    return int.from_bytes(untrusted[place : place + size], "little"), place + size


def _copy(made: bytearray, offset: int, length: int) -> None:
    """What lies ``offset`` back, again; where that is less than ``length`` it repeats itself."""
    if not 0 < offset <= len(made):
        raise Broken
    piece = made[-offset:][:length]
    made += (piece * -(-length // len(piece)))[:length]
