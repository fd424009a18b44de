"""Protocol buffers without their description: the fields of one message, as number, kind and value.

A field is a varint (its number shifted by three, and the kind of value), then the value:
0 a varint, 1 eight bytes, 2 a length and bytes, 5 four bytes. Groups (3, 4) are not used any more.
Bounded: a varint takes at most ten bytes, a message at most ``MOST_FIELDS`` fields.

References: https://protobuf.dev/programming-guides/encoding/
"""

from collections.abc import Iterator

MOST_FIELDS = 2_000_000

VARINT, BYTES = 0, 2
_FIXED = {1: 8, 5: 4}
_LONGEST = 10
_MORE, _LOW = 0x80, 0x7F
_KIND_BITS = 3

Field = tuple[int, int | bytes]


class Broken(Exception):
    """It is no such message, or it breaks off."""


def fields(untrusted: bytes) -> Iterator[Field]:
    """(number, value) of each field in order; a fixed value comes as its bytes. Raises ``Broken``."""
    place = 0
    for _ in range(MOST_FIELDS):
        if place == len(untrusted):
            return
        tag, place = _varint(untrusted, place)
        number, kind = tag >> _KIND_BITS, tag & 0b111
        if kind == VARINT:
            value, place = _varint(untrusted, place)
            yield number, value
            continue
        if kind == BYTES:
            length, place = _varint(untrusted, place)
        elif kind in _FIXED:
            length = _FIXED[kind]
        else:
            raise Broken
        if not number or place + length > len(untrusted):
            raise Broken
        yield number, untrusted[place : place + length]
        place += length
    raise Broken


def signed(value: int) -> int:
    """A varint of 64 bits as the signed number that it stands for."""
    return value - (1 << 64) if value >> 63 & 1 else value


def _varint(untrusted: bytes, place: int) -> tuple[int, int]:
    value = 0
    for n, byte in enumerate(untrusted[place : place + _LONGEST]):
        value |= (byte & _LOW) << (7 * n)
        if not byte & _MORE:
            return value & ((1 << 64) - 1), place + n + 1
    raise Broken
