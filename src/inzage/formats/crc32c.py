"""CRC-32C (Castagnoli), as LevelDB writes it before each piece: over the bytes, then masked.

The mask keeps a checksum over data that holds checksums from being weak.

References: RFC 3720 B.4; https://github.com/google/leveldb (``util/crc32c.h``)
"""

from functools import cache

_POLYNOMIAL = 0x82F63B78
_ALL = 0xFFFFFFFF
_MASK = 0xA282EAD8


def crc32c(untrusted: bytes) -> int:
    """The checksum of these bytes, 32 bits."""
    return continued(_ALL, untrusted) ^ _ALL


def continued(crc: int, untrusted: bytes) -> int:
    """What the checksum so far becomes with these bytes; ext4 keeps it like this, without the last turn of all bits."""
    table = _table()
    for byte in untrusted:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc


def masked(untrusted: bytes) -> int:
    """The checksum as LevelDB stores it."""
    crc = crc32c(untrusted)
    return ((crc >> 15 | crc << 17) + _MASK) & _ALL


@cache
def _table() -> tuple[int, ...]:
    return tuple(_of_byte(byte) for byte in range(256))


def _of_byte(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (_POLYNOMIAL if byte & 1 else 0)
    return byte
