"""Writes a zlib-packed disk image as a Mac leaves it (UDIF), so that reading one can be proven without a Mac.

References: libmodi, "Mac OS disk image types"; the ``koly`` trailer and ``mish`` block table.
"""

import plistlib
import struct
import zlib

SECTOR = 512
RUN = 64 * SECTOR
_ZLIB, _ZEROS, _END = 0x80000005, 0x00000002, 0xFFFFFFFF


def packed_dmg(content: bytes) -> bytes:
    """The whole image; ``content`` is a disk of whole sectors."""
    body = bytearray()
    runs = []
    for at in range(0, len(content), RUN):
        piece = content[at : at + RUN]
        packed = zlib.compress(piece) if any(piece) else b""
        kind = _ZLIB if packed else _ZEROS
        runs.append(struct.pack(">IIQQQQ", kind, 0, at // SECTOR, len(piece) // SECTOR, len(body), len(packed)))
        body += packed
    sectors = len(content) // SECTOR
    runs.append(struct.pack(">IIQQQQ", _END, 0, sectors, 0, len(body), 0))
    table = struct.pack(
        ">4sIQQQII24xIII124xI", b"mish", 1, 0, sectors, 0, 2056, 0, 2, 32, zlib.crc32(content), len(runs)
    )
    blkx = {"Attributes": "0x0050", "CFName": "whole", "Data": table + b"".join(runs), "ID": "0", "Name": "whole"}
    plist = plistlib.dumps({"resource-fork": {"blkx": [blkx]}})
    trailer = struct.pack(
        ">4sIIIQQQQQII16sII128xQQ120xII128xIQ12x", b"koly", 4, 512, 1, 0, 0, len(body), 0, 0, 1, 1, bytes(16),
        2, 32, len(body), len(plist), 2, 32, 1, sectors,
    )  # fmt: skip
    return bytes(body) + plist + trailer
