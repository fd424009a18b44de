"""The list of Ares (``ShareH.dat``) from a recipe: ``[[entry]]`` with ``number``, ``title``, ``fetched`` (seconds).

An entry without ``title`` has no details. ``rest``: bytes behind the last one.

References: the source of Ares (``helper_library_db.pas``)
"""

import struct
from typing import Any


def veiled(clear: bytes, state: int) -> bytes:
    """Each byte by the high byte of a number that the veiled bytes move on."""
    out = bytearray()
    for byte in clear:
        out.append(byte ^ (state >> 8 & 0xFF))
        state = (state + out[-1]) * 23219 + 36126 & 0xFFFF
    return bytes(out)


def detail(kind: int, value: bytes) -> bytes:
    return struct.pack("<BH", kind, len(value)) + value


def entry(told: dict[str, Any]) -> bytes:
    details = b""
    if "title" in told:
        details += detail(2, told["title"].encode()) + detail(3, b"") + detail(10, b"c")
    if "fetched" in told:
        details += detail(11, struct.pack("<I", told["fetched"]))
    head = bytes([told["number"]]) * 20 + bytes([told.get("offered", 1)]) + struct.pack("<H", len(details))
    return veiled(head, 13871) + veiled(details, 13872)


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return b"__ARESDB1.02H_" + b"".join(map(entry, facts.get("entry", []))) + bytes.fromhex(facts.get("rest", ""))
