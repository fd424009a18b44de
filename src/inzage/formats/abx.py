"""Android's binary XML (ABX), version 0: elements and their attributes, as text XML would have them.

Android 12 and later writes its system files so. After ``ABX\\0`` come tokens: a byte whose low
half is an event (2 start of an element, 3 end, 15 attribute, others text and such) and whose
high half says what value follows: 1 none, 2 text, 3 text from the pool, 4 and 5 bytes, 6 and
7 integer (7: written as hexadecimal), 8 and 9 long, 10 float, 11 double, 12 true, 13 false.
Numbers are big endian; text is a length (2 bytes) and modified UTF-8; the pool: an index (2
bytes), 0xFFFF for a new text that follows and joins it.

References: https://android.googlesource.com/platform/frameworks/base/
(``core/java/com/android/internal/util/BinaryXmlSerializer.java``, ``FastDataOutput.java``)
"""

import struct
from collections.abc import Iterator

MAGIC = b"ABX\0"

_START, _END_OF_DOCUMENT, _ATTRIBUTE, _LAST_EVENT = 2, 1, 15, 10
_NEW = 0xFFFF
_NUMBERS = {6: ">i", 7: ">I", 8: ">q", 9: ">Q", 10: ">f", 11: ">d"}
_AS_HEX = frozenset({7, 9})


class Broken(Exception):
    """It is not as the form says, from here on."""


def elements(untrusted: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """(name, attributes) of each element in order; raises ``Broken`` where the form breaks off."""
    reading = _Reading(untrusted)
    element: tuple[str, dict[str, str]] | None = None
    while reading.more:
        event, kind = reading.token()
        if event == _ATTRIBUTE and element:
            attribute = reading.pooled()
            element[1][attribute] = reading.value(kind)
            continue
        if element:
            yield element
        value = reading.value(kind)
        element = (value, {}) if event == _START else None
        if event == _END_OF_DOCUMENT:
            return
        if event > _LAST_EVENT:
            raise Broken
    raise Broken


class _Reading:
    """A place in the bytes, and the pool so far."""

    def __init__(self, untrusted: bytes) -> None:
        self._bytes, self._place = untrusted, len(MAGIC)
        self._pool: list[str] = []

    @property
    def more(self) -> bool:
        return self._place < len(self._bytes)

    def token(self) -> tuple[int, int]:
        (token,) = self._take(1)
        return token & 15, token >> 4

    def pooled(self) -> str:
        number = self._short()
        if number != _NEW:
            if number >= len(self._pool):
                raise Broken
            return self._pool[number]
        self._pool.append(self._text())
        return self._pool[-1]

    def value(self, kind: int) -> str:
        """A value as text XML would have it; bytes count as none."""
        if kind in _NUMBERS:
            form = _NUMBERS[kind]
            (number,) = struct.unpack(form, self._take(struct.calcsize(form)))
            return f"{number:x}" if kind in _AS_HEX else str(number)
        simple = {0: "", 1: "", 12: "true", 13: "false"}
        if kind in simple:
            return simple[kind]
        if kind in (4, 5):
            self._take(self._short())
            return ""
        if kind not in (2, 3):
            raise Broken
        return self._text() if kind == 2 else self.pooled()  # noqa: PLR2004 (the kinds of the form)

    def _short(self) -> int:
        return int.from_bytes(self._take(2), "big")

    def _text(self) -> str:
        return self._take(self._short()).decode("utf-8", "replace")

    def _take(self, size: int) -> bytes:
        piece = self._bytes[self._place : self._place + size]
        if len(piece) < size:
            raise Broken
        self._place += size
        return piece
