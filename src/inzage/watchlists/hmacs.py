"""HMAC-SHA-256 with one key for very many short messages: its two states are made once and copied for each.

The standard library's one call works the key in anew each time, and looks the digest up by its name: three
quarters of its time for messages as short as an entry's form. What comes out is the same, bit by bit.

References: RFC 2104; FIPS 198-1.
"""

import hashlib
from collections.abc import Iterable

_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class Prepared:
    """The first ``size`` bytes of the HMAC of ``domain`` followed by a text or bytes, under one key."""

    def __init__(self, key: bytes, domain: bytes, size: int) -> None:
        block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(block.translate(_INNER) + domain).copy
        self._outer = hashlib.sha256(block.translate(_OUTER)).copy
        self._size = size

    def of(self, text: str) -> bytes:
        """Of one text. What is no character (a lone surrogate) is encoded as if it were one."""
        return self.of_many((text,))[0]

    def of_many(self, texts: Iterable[str]) -> list[bytes]:
        """Of each of these texts."""
        inner_of, outer_of, size = self._inner, self._outer, self._size
        made: list[bytes] = []
        for text in texts:
            inner, outer = inner_of(), outer_of()
            inner.update(text.encode("utf-8", "surrogatepass"))
            outer.update(inner.digest())
            made.append(outer.digest()[:size])
        return made

    def of_bytes(self, data: bytes) -> bytes:
        """Of bytes as they are. Unlike the library's one call it keeps the interpreter, for which others queue."""
        inner, outer = self._inner(), self._outer()
        inner.update(data)
        outer.update(inner.digest())
        return outer.digest()[: self._size]
