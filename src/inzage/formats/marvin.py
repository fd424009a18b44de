"""Marvin32, the checksum with which Windows seals each entry of a registry log. It keeps nothing secret.

References: https://github.com/msuhanov/regf (new format of transaction logs: seed and what is
hashed); US patent 20130262421, in which the function is described
"""

import struct

SEED = bytes.fromhex("82ef4d887a4e55c5")
"""The seed that Windows uses for registry logs."""

_MASK = 0xFFFFFFFF
_END = 0x80


def marvin32(data: bytes, seed: bytes = SEED) -> bytes:
    """Eight bytes over any number of bytes."""
    high, low = struct.unpack(">2I", seed)
    whole = len(data) & ~3
    rest = int.from_bytes(data[whole:] + bytes([_END]), "little")
    for (word,) in struct.iter_unpack("<I", memoryview(data)[:whole]):
        low, high = _mixed(low + word & _MASK, high)
    low, high = _mixed(*_mixed(low + rest & _MASK, high))
    return struct.pack("<2I", low, high)


def _mixed(low: int, high: int) -> tuple[int, int]:
    high ^= low
    low = ((low << 20 | low >> 12) & _MASK) + high & _MASK
    high = (high << 9 | high >> 23) & _MASK ^ low
    low = ((low << 27 | low >> 5) & _MASK) + high & _MASK
    return low, (high << 19 | high >> 13) & _MASK
