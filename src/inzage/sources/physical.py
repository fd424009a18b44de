"""Where a file begins on the disk below it, so that many of them can be read in the order in which they lie.

The kernel is asked (FIEMAP); a file system that does not tell, or that is none of a disk, is taken in the order
of its inodes, in which most of them lay down their files. It is an order to read in and nothing else: a wrong one
costs time.

References: https://docs.kernel.org/filesystems/fiemap.html, ioctl(2)
"""

import fcntl
import os
import struct

_FIEMAP = 0xC020660B
_HEAD = struct.Struct("=QQIIII")
"""Start, length, flags; extents that there are, extents that there is room for, and one that is kept free."""
_EXTENT = struct.Struct("=QQQ32x")
"""Where in the file, where on the disk, how long."""
_WHOLE = (1 << 64) - 1
_ASKED = _HEAD.pack(0, _WHOLE, 0, 0, 1, 0) + bytes(_EXTENT.size)

Place = tuple[int, int]
"""What orders files: the device, and a place on it (bytes) or an inode."""


def place_of(file: int) -> Place:
    """Where the first byte of an open file lies, as far as anybody tells."""
    seen = os.fstat(file)
    told = bytearray(_ASKED)
    try:
        fcntl.ioctl(file, _FIEMAP, told)
    except OSError:
        return seen.st_dev, seen.st_ino
    if not _HEAD.unpack_from(told)[3]:
        return seen.st_dev, 0  # it has no bytes of its own on the disk
    return seen.st_dev, int(_EXTENT.unpack_from(told, _HEAD.size)[1])
