"""APFS keeps a checksum over each of its objects, and the library does not look at it (2026-09-21): here it is.

Which blocks hold objects, only the tree tells; so a block is taken for one where its header
says so: a known type under flags that exist, and a number and a transaction that are not zero.

References: Apple File System Reference (2020-06-22), "Objects" (obj_phys_t, Fletcher 64).
"""

import struct

_BLOCK = 4096
_HEADER = struct.Struct("<8sQQHHHH")
_TYPES = frozenset({1, 2, 3, 5, 6, 7, 11, 12, 13, 15, 17})
_FLAGS = 0xE800
_SUBTYPES = 0x20
_MODULUS = 0xFFFFFFFF
_WORDS = struct.Struct(f"<{(_BLOCK - 8) // 4}I")


def is_damaged(block: bytes) -> bool:
    """Is this an object that is not as it was written?"""
    return len(block) == _BLOCK and is_object(block) and not is_sound(block)


def is_object(block: bytes) -> bool:
    """Does a block say that it is an object?"""
    _, number, transaction, kind, flags, subtype, zero = _HEADER.unpack_from(block)
    known = kind in _TYPES and not flags & ~_FLAGS and subtype < _SUBTYPES and not zero
    return bool(known and number and transaction)


def is_sound(block: bytes) -> bool:
    """Does an object's checksum hold?"""
    words = _WORDS.unpack_from(block, 8)
    one = sum(words) % _MODULUS
    other = sum(word * left for word, left in zip(words, range(len(words), 0, -1), strict=True)) % _MODULUS
    first = _MODULUS - (one + other) % _MODULUS
    second = _MODULUS - (one + first) % _MODULUS
    return block[:8] == struct.pack("<II", first, second)
