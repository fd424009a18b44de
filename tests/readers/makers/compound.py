"""A compound file (OLE) of streams, as jump lists are: no small streams, one table of sectors.

``[stream.<name>]`` with ``part`` as ``packed`` knows them. ``entries`` makes a ``DestList`` of
form ``form``: a list of ``[number, moment, path]``.

References: [MS-CFB]; dtformats' description of jump lists.
"""

import struct
from typing import Any

from tests.readers.makers.packed import filetime, piece

SECTOR, END, FREE, TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SMALL = 4096


def streams(facts: dict[str, Any]) -> dict[str, bytes]:
    """Name → content, filled up so that none is small."""
    made = {name: b"".join(map(piece, told["part"])) for name, told in facts.get("stream", {}).items()}
    if "entries" in facts:
        made["DestList"] = listed(facts["form"], facts["entries"])
    return {name: content.ljust(SMALL, b"\0") for name, content in made.items()}


def listed(form: int, entries: list[Any]) -> bytes:
    """A ``DestList``."""
    made = struct.pack("<IIIfIIII", form, len(entries), 0, 0.0, len(entries), 0, 1, 0)
    for number, at, path in entries:
        when = filetime(at) if at else 0
        made += bytes(72) + b"machine".ljust(16, b"\0") + struct.pack("<IIfQi", number, 0, 1.0, when, -1)
        made += bytes(16) if form > 1 else b""
        made += struct.pack("<H", len(path)) + path.encode("utf-16-le") + (bytes(4) if form > 1 else b"")
    return made


def directory(names: list[str], starts: list[int], sizes: list[int]) -> bytes:
    """The root and its streams, each the right sibling of the one before."""
    ordered = sorted(range(len(names)), key=lambda n: (len(names[n]), names[n].upper()))
    after = {one: ordered[place + 1] + 1 if place + 1 < len(ordered) else FREE for place, one in enumerate(ordered)}
    child = ordered[0] + 1 if ordered else FREE
    made = entry("Root Entry", 5, FREE, child, END, 0)
    for n, name in enumerate(names):
        made += entry(name, 2, after[n], FREE, starts[n], sizes[n])
    return made + bytes(-len(made) % SECTOR)


def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def make(facts: dict[str, Any]) -> bytes:
    """The whole file: the table of sectors, the directory, the streams."""
    contents = streams(facts)
    folder_sectors = (len(contents) + 1 + 3) // 4
    chain: list[int] = [TABLE, *range(2, folder_sectors + 1), END]
    starts = []
    for content in contents.values():
        starts.append(len(chain))
        count = (len(content) + SECTOR - 1) // SECTOR
        chain += [*range(len(chain) + 1, len(chain) + count), END]
    assert len(chain) <= SECTOR // 4, "one sector of table holds no more"
    table = struct.pack(f"<{len(chain)}I", *chain) + struct.pack("<I", FREE) * (SECTOR // 4 - len(chain))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALL, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    body = b"".join(content.ljust(len(content) + -len(content) % SECTOR, b"\0") for content in contents.values())
    return header + table + directory([*contents], starts, [len(content) for content in contents.values()]) + body
