"""So many ``bytes`` of a file that is encrypted as a whole: random ones, and always the same.

``clear``: begins with the first 32 bytes that an ordinary database has.
"""

import random
import struct
from typing import Any

_HEADER = b"SQLite format 3\0" + struct.pack(">HBBBBBBII", 4096, 2, 2, 80, 64, 32, 32, 7, 3)


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    random_bytes = random.Random(0).randbytes(facts["bytes"])  # noqa: S311 - no secret
    begun = _HEADER if facts.get("clear") else b""
    return begun + random_bytes[len(begun) :]
