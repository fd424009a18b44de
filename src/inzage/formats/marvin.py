"""Marvin32, the checksum with which Windows seals each entry of a registry log. It keeps nothing secret.

References: https://github.com/msuhanov/regf (new format of transaction logs: seed and what is
hashed); US patent 20130262421, in which the function is described
"""

import struct
from itertools import chain

SEED = bytes.fromhex("82ef4d887a4e55c5")
"""The seed that Windows uses for registry logs."""

_MASK = 0xFFFFFFFF
_END = 0x80


def marvin32(data: bytes, seed: bytes = SEED) -> bytes:
    """Eight bytes over any number of bytes."""
    high, low = struct.unpack(">2I", seed)
    whole = len(data) & ~3
    rest = int.from_bytes(data[whole:] + bytes([_END]), "little")
    words = struct.iter_unpack("<I", memoryview(data)[:whole])
    for (word,) in chain(words, ((rest,), (0,))):  # one loop without a call in it: a log has millions of words
        low = low + word & _MASK
        high ^= low
        low = ((low << 20 | low >> 12) + high) & _MASK
        high = (high << 9 & _MASK | high >> 23) ^ low
        low = ((low << 27 | low >> 5) + high) & _MASK
        high = high << 19 & _MASK | high >> 13
    return struct.pack("<2I", low, high)
