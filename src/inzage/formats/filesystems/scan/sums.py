"""CRC-32C of many rows at once: each row in lanes side by side, which are then put together.

Putting together: a checksum that begins with zero is linear, so what a lane adds is its own
checksum moved on by as many zero bytes as follow it.

References: RFC 3720 B.4; zlib's ``crc32_combine``.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from inzage.formats.crc32c import continued
from inzage.formats.filesystems.scan.pieces import Bytes

Sums = npt.NDArray[np.uint32]
_LANES = 64


def continued_rows(begin: Sums, rows: Bytes) -> Sums:
    """What each checksum so far becomes with its row of four bytes or more: ``crc32c.continued``, for all of them."""
    count, size = rows.shape
    wide = -(-size // _LANES)
    padded = np.zeros((count, wide * _LANES), np.uint8)
    padded[:, wide * _LANES - size :] = rows  # zeros in front change nothing while the checksum is zero
    padded[:, wide * _LANES - size :][:, :4] ^= begin.astype("<u4").view(np.uint8).reshape(-1, 4)
    lanes = np.ascontiguousarray(padded.reshape(count * _LANES, wide).T)
    table, made = _table(), np.zeros(count * _LANES, np.uint32)
    for column in lanes:
        made = table[(made ^ column) & 0xFF] ^ made >> 8
    length = wide
    while len(made) > count:
        pairs = made.reshape(-1, 2)
        made = _moved(pairs[:, 0], length) ^ pairs[:, 1]
        length *= 2
    return made


def _moved(sums: Sums, zeros: int) -> Sums:
    """Each checksum after so many zero bytes."""
    tables = _tables(zeros)
    made: Sums = tables[0][sums & 0xFF]
    for place in (1, 2, 3):
        made = made ^ tables[place][sums >> 8 * place & 0xFF]
    return made


@cache
def _table() -> Sums:
    return np.array([continued(byte, b"\0") for byte in range(256)], np.uint32)


@cache
def _tables(zeros: int) -> list[Sums]:
    """For each byte of a checksum, what it becomes after so many zero bytes."""
    if zeros > _LANES and zeros % 2 == 0:
        half = zeros // 2
        bits = _moved(_moved(np.uint32(1) << np.arange(32, dtype=np.uint32), half), half)
    else:
        bits = np.array([continued(1 << bit, bytes(zeros)) for bit in range(32)], np.uint32)
    values = np.arange(256, dtype=np.uint32)
    made = []
    for place in range(4):
        told = np.zeros(256, np.uint32)
        for bit in range(8):
            told ^= (values >> bit & 1) * bits[8 * place + bit]
        made.append(told)
    return made
