"""Packed chunks: a zlib stream unpacked as far as it may go, by zlib-ng where it is installed and by zlib elsewhere.

zlib-ng is zlib's own code, made over for the instructions of today's processors: a quarter
less time over the chunks of an image, and the same verdict. Where it refuses, zlib is asked
and has the last word, so that a chunk that could be read before can be read still.

References: RFC 1950, RFC 1951; https://github.com/zlib-ng/zlib-ng (zlib's licence);
https://python-zlib-ng.readthedocs.io (PSF-2.0); speed facts 2.2.
"""

import zlib
from functools import cache
from types import ModuleType


@cache
def fastest() -> ModuleType:
    """zlib-ng, or zlib where that is not installed. Asked before the lock first: behind it nothing can be loaded."""
    try:
        from zlib_ng import zlib_ng  # noqa: PLC0415  (only where a worker is made ready, not in the broker)
    except ImportError:
        return zlib
    return zlib_ng


def inflated(stored: bytes, most: int) -> bytes | None:
    """What a whole, sound stream holds; None of any other, and of one that holds more than ``most`` bytes."""
    library = fastest()
    content = inflated_by(library, stored, most)
    return inflated_by(zlib, stored, most) if content is None and library is not zlib else content


def inflated_by(library: ModuleType, stored: bytes, most: int) -> bytes | None:
    """As ``inflated``, by one library; at most one byte more than ``most`` is ever unpacked."""
    unpacking = library.decompressobj()
    try:
        content: bytes = unpacking.decompress(stored, most + 1)
    except library.error:
        return None
    return content if unpacking.eof and len(content) <= most else None


def adler32(content: bytes) -> int:
    """The checksum of a chunk that is not packed."""
    return int(fastest().adler32(content))
