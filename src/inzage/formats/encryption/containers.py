"""Could this file be an encrypted container? Asked only where a question of the mandate asks it.

Nothing tells such a container from noise: that is its purpose. So the test says *could
be*: whole sectors, of a size that holds a volume, beginning as nothing known does, and
evenly random throughout. Files that compress well, and media, begin with a known mark.

References: VeraCrypt, "Volume Format Specification"; artefact facts 8.
"""

import math
from collections import Counter
from enum import IntEnum

from inzage.formats.blocks import Blocks

SECTOR = 512
LEAST = 256 * 1024
"""The smallest that VeraCrypt makes: two header areas of 128 KiB."""
ENDINGS = (".hc", ".tc")
"""By which these programs' own files are usually named."""

_SAMPLE = 64 * 1024
_ENTROPY_LEAST = 7.99
"""Bits per byte. Of 64 KiB of noise it lies above 7.996; packed data mostly below 7.99."""

_MARKS: tuple[tuple[int, bytes], ...] = (
    *((0, mark) for mark in (
        b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07",
        b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"OggS",
        b"ID3", b"fLaC", b"\x1a\x45\xdf\xa3", b"%PDF", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"SQLite format 3\0",
        b"-----BEGIN", b"age-encryption.org", b"LUKS\xba\xbe", b"EVF\x09", b"QFI\xfb", b"KDMV", b"conectix",
        b"vhdxfile", b"ANDROID BACKUP\n", b"regf", b"bplist", b"MSCF", b"Salted__",
    )),
    (3, b"-FVE-FS-"), (3, b"NTFS    "), (3, b"EXFAT   "), (4, b"ftyp"), (32, b"NXSB"), (257, b"ustar"),
    (510, b"\x55\xaa"), (1080, b"\x53\xef"),
)  # fmt: skip


class Presence(IntEnum):
    """How much speaks for a container. Never more than *could be*."""

    NO = 0
    COULD_BE = 1
    COULD_BE_AND_NAMED_SO = 2


def container_presence(blocks: Blocks, untrusted_name: str) -> Presence:
    """Whether the file could be an encrypted container, from its size, beginning, middle and end."""
    if blocks.size < LEAST or blocks.size % SECTOR:
        return Presence.NO
    samples = [blocks.read_at(place, _SAMPLE) for place in (0, blocks.size // 2, blocks.size - _SAMPLE)]
    if _known(samples[0]) or any(entropy(sample) < _ENTROPY_LEAST for sample in samples):
        return Presence.NO
    return Presence.COULD_BE_AND_NAMED_SO if untrusted_name.lower().endswith(ENDINGS) else Presence.COULD_BE


def entropy(data: bytes) -> float:
    """Bits per byte, 0 to 8, of single bytes."""
    total = len(data)
    return -sum(count / total * math.log2(count / total) for count in Counter(data).values()) if total else 0.0


def _known(head: bytes) -> bool:
    return any(head.startswith(mark, at) for at, mark in _MARKS)
