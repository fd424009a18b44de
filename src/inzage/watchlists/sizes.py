"""Which sizes the files of a list have, so that a file of a size that no entry has need not be read at all.

Nothing is missed by it: all that an entry names must agree, so a file of another size is found by no digest. A
list in which even one entry gives no size says nothing (there is no set). What kind of file an entry is (its
media type) is no part of what must agree, so by kind nothing may be left unread.

A set is a map of bits, 8 MB in memory: one bit for each size below 32 MiB, and for larger sizes one of as many bits
again, which some share. A size that was put in is always there; now and then one is that was not.

The sizes of a well-known list are known, so who reads them could tell which list a kit holds, and for a short list
whether it names a file that he has himself. So at rest they are encrypted, under a key of the file's own (HKDF of
the kit's key and a random salt), and bound to the header::

    salt (16) · AES-256-GCM of the compressed map

References: NIST SP 800-38D; RFC 5869; speed facts 2.1 (which share of files a list's sizes leave unread).
"""

import secrets
import zlib
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

EXACT = 1 << 25
"""Sizes below this have a bit of their own."""

_BYTES = EXACT >> 2
_SALT = 16
_TAG = 16
_NONCE = bytes(12)
"""Each key encrypts one map, once."""
_PURPOSE = b"inzage sizes 1"
_SPREAD = 0x9E3779B97F4A7C15
"""Odd, and of no pattern: the upper bits of a product with it differ for sizes that lie near each other."""
_WHOLE = (1 << 64) - 1
_LEVEL = 6


class SizeSet:
    """Sizes in bytes. ``size in sizes``: may a file of this size be on the list?"""

    __slots__ = ("_map",)

    def __init__(self, sizes: Iterable[int] = ()) -> None:
        self._map = bytearray(_BYTES)
        for size in sizes:
            self.add(size)

    def add(self, size: int) -> None:
        """Put a size in."""
        place = _place(size)
        self._map[place >> 3] |= 1 << (place & 7)

    def __contains__(self, size: int) -> bool:
        place = _place(size)
        return bool(self._map[place >> 3] >> (place & 7) & 1)

    def packed(self) -> bytes:
        """The map, compressed."""
        return zlib.compress(self._map, _LEVEL)

    @classmethod
    def unpacked(cls, data: bytes) -> "SizeSet":
        """The set that was packed so; ``ValueError`` where it was none."""
        opening = zlib.decompressobj()
        try:
            found = bytearray(opening.decompress(data, _BYTES))
        except zlib.error:
            raise ValueError("no map of sizes") from None
        if len(found) != _BYTES or not opening.eof or opening.unused_data:
            raise ValueError("no map of sizes")
        made = cls.__new__(cls)
        made._map = found
        return made


def sealed_length(packed: bytes) -> int:
    """Bytes that a packed set takes when it is sealed."""
    return _SALT + len(packed) + _TAG


def seal(packed: bytes, key: bytes, header: bytes) -> bytes:
    """A packed set as it lies at the end of the file with this header."""
    salt = secrets.token_bytes(_SALT)
    return salt + _cipher(key, salt).encrypt(_NONCE, packed, header)


def unseal(sealed: bytes, key: bytes, header: bytes) -> bytes:
    """The packed set; ``ValueError`` where it was changed, or is of another file or kit."""
    try:
        return _cipher(key, sealed[:_SALT]).decrypt(_NONCE, sealed[_SALT:], header)
    except InvalidTag:
        raise ValueError("another map of sizes") from None


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, _PURPOSE).derive(key))


def _place(size: int) -> int:
    """Which bit stands for this size."""
    return size if 0 <= size < EXACT else EXACT + ((size * _SPREAD & _WHOLE) >> 39)
