"""What programs made with Microsoft's foundation classes write one behind the other: numbers, texts, counts.

A text begins with its length: one byte; 255, then two; 65535 there, then four. 65534 in the two says that what
follows is UTF-16, with its own length. A count: two bytes; 65535, then four. All little endian.

References: https://learn.microsoft.com/cpp/mfc/reference/carchive-class; ``afx.inl``, ``arccore.cpp``
"""

_BYTE, _WIDE, _WORD = 0xFF, 0xFFFE, 0xFFFF


class BrokenOff(Exception):
    """There is less than was said."""


class Serialised:
    """A place in bytes of a stranger, from the beginning on; raises ``BrokenOff``."""

    def __init__(self, untrusted: bytes) -> None:
        self._bytes, self._place = untrusted, 0

    def take(self, size: int) -> bytes:
        """So many bytes."""
        piece = self._bytes[self._place : self._place + size]
        if len(piece) < size:
            raise BrokenOff
        self._place += size
        return piece

    def number(self, size: int) -> int:
        """A number of so many bytes."""
        return int.from_bytes(self.take(size), "little")

    def flag(self) -> bool:
        """Yes or no, in four bytes."""
        return bool(self.number(4))

    def count(self) -> int:
        """How many follow."""
        few = self.number(2)
        return few if few < _WORD else self.number(4)

    def text(self) -> str:
        """A text, with replacement of what is none."""
        length = self._length()
        wide = length is None
        if length is None:  # in UTF-16 the mark is a length like another
            again = self._length()
            length = _WIDE if again is None else again
        raw = self.take(2 * length if wide else length)
        return raw.decode("utf-16-le" if wide else "utf-8", "replace")

    def _length(self) -> int | None:
        """A length, or None for the mark of UTF-16."""
        short = self.number(1)
        if short < _BYTE:
            return short
        word = self.number(2)
        if word == _WIDE:
            return None
        return word if word < _WORD else self.number(4)
