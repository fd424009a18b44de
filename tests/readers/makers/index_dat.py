"""Internet Explorer's cache file from the ``content`` of a recipe, one record a line: ``time | state | location``.

State: ``kept`` stands in the table of places, ``left`` in none, as after a removal;
``removed`` stands there with the mark of a removed one. ``version`` and ``announced``
(the file's length as its header has it) may be changed.
"""

import struct
from typing import Any

from tests.readers.makers.packed import filetime

BLOCK, TABLE, RECORDS, SLOTS = 128, 0x4000, 0x5000, 510
MARKS = {"kept": 0x40, "removed": 0x41}


def record(at: str, location: str) -> bytes:
    """One ``URL`` record, filled up to whole blocks."""
    name = location.encode("utf-8") + b"\0"
    blocks = -(-(0x68 + len(name)) // BLOCK)
    times = (filetime(at), filetime(at)) if at else (0, 0)
    head = struct.pack("<4sIQQ", b"URL ", blocks, *times).ljust(0x34, b"\0") + struct.pack("<I", 0x68)
    return (head.ljust(0x68, b"\0") + name).ljust(blocks * BLOCK, b"\0")


def make(facts: dict[str, Any]) -> bytes:
    """The whole file: header, one table, records."""
    records, slots = b"", []
    for line in facts["content"].strip().splitlines():
        at, state, location = (part.strip() for part in line.split("|"))
        if state in MARKS:
            slots.append((MARKS[state], RECORDS + len(records)))
        records += record(at, location)
    slots += [(3, 3)] * (SLOTS - len(slots))
    table = struct.pack("<4sIII", b"HASH", 32, 0, 0) + b"".join(struct.pack("<II", *slot) for slot in slots)
    size = facts.get("announced", RECORDS + len(records))
    version = b"Client UrlCache MMF Ver " + facts.get("version", "5.2").encode() + b"\0"
    head = version + struct.pack("<II", size, TABLE)
    return head.ljust(TABLE, b"\0") + table + records
