"""Bencode, the form of BitTorrent: whole numbers, bytes, lists and dictionaries. Read, bounded, and written.

What is read is bounded in depth and in values; a number is at most 64 bits wide. ``decode``
is strict on what matters for reading (lengths, ends) and lenient on what programs of the
trade get wrong (order and repetition of keys: the last one holds).

References: https://www.bittorrent.org/beps/bep_0003.html
"""

from collections.abc import Mapping

from inzage.artefact import Artefact
from inzage.formats.content import content, refused

MOST_DEPTH = 32
MOST_VALUES = 1_000_000
_DIGITS = 19
_LONGEST = 12

Value = int | bytes | list["Value"] | dict[bytes, "Value"]


class Broken(Exception):
    """It is no bencode, or more of it than one file may hold."""


def bencoded(artefact: Artefact) -> Mapping[bytes, Value]:
    """The dictionary that a file holds; raises ``Unreadable``."""
    try:
        value = decode(content(artefact))
    except Broken:
        raise refused(artefact) from None
    if not isinstance(value, dict):
        raise refused(artefact)
    return value


def decode(untrusted: bytes) -> Value:
    """The one value that the bytes hold; raises ``Broken``."""
    reading = _Reading(untrusted)
    value = reading.value(0)
    if reading.place != len(untrusted):
        raise Broken
    return value


def encode(value: Value) -> bytes:
    """A value as bencode, keys in order."""
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, bytes):
        return b"%d:%b" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(encode, value)) + b"e"
    return b"d" + b"".join(encode(key) + encode(value[key]) for key in sorted(value)) + b"e"


class _Reading:
    """A place in the bytes."""

    def __init__(self, untrusted: bytes) -> None:
        self._bytes = untrusted
        self._values = 0
        self.place = 0

    def value(self, depth: int) -> Value:
        self._values += 1
        if depth > MOST_DEPTH or self._values > MOST_VALUES:
            raise Broken
        match self._bytes[self.place : self.place + 1]:
            case b"i":
                self.place += 1
                return self._number(b"e", _DIGITS)
            case b"l":
                return self._list(depth)
            case b"d":
                return self._dictionary(depth)
            case _:
                return self._text()

    def _list(self, depth: int) -> list[Value]:
        made: list[Value] = []
        self.place += 1
        while not self._ends():
            made.append(self.value(depth + 1))
        return made

    def _dictionary(self, depth: int) -> dict[bytes, Value]:
        made: dict[bytes, Value] = {}
        self.place += 1
        while not self._ends():
            key = self._text()
            made[key] = self.value(depth + 1)
        return made

    def _ends(self) -> bool:
        ends = self._bytes[self.place : self.place + 1] == b"e"
        self.place += ends
        return ends

    def _text(self) -> bytes:
        length = self._number(b":", _LONGEST)
        text = self._bytes[self.place : self.place + length] if length >= 0 else b""
        if length < 0 or len(text) < length:
            raise Broken
        self.place += length
        return text

    def _number(self, end: bytes, digits: int) -> int:
        stop = self._bytes.find(end, self.place, self.place + digits + 2)
        told = self._bytes[self.place : stop] if stop >= 0 else b""
        if not told.removeprefix(b"-").isdigit():
            raise Broken
        self.place = stop + 1
        return int(told)
