"""A hive of the Windows registry, written from a text recipe: one bin, keys, values, nothing else.

``[[key]]`` with ``path`` (``/``-separated; else ``names``), ``written`` and a table ``values``: name to
``{text = …}``, ``{dword = …}``, ``{qword = …}`` or what ``packed`` knows. ``rot13``: the
names of the values are written as Explorer does. ``dirty``: the sequence numbers differ.

References: libregf's documentation of the format.
"""

import codecs
import struct
from dataclasses import dataclass, field
from typing import Any

from tests.readers.makers.packed import filetime, piece

NOTHING = 0xFFFFFFFF


@dataclass
class Node:
    """One key on its way into the hive."""

    name: str
    written: str = "2026-01-01 00:00"
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, "Node"] = field(default_factory=dict)
    rot13: bool = False


class Bin:
    """The cells of one hive bin; offsets count from its beginning."""

    def __init__(self) -> None:
        self.content = bytearray(32)

    def add(self, cell: bytes) -> int:
        at = len(self.content)
        size = (len(cell) + 4 + 7) // 8 * 8
        self.content += struct.pack("<i", -size) + cell.ljust(size - 4, b"\0")
        return at

    def key(self, node: Node, root: bool = False) -> int:
        below = [self.key(child) for _, child in sorted(node.keys.items(), key=lambda item: item[0].upper())]
        named = sorted(node.keys, key=str.upper)
        listed = NOTHING
        if below:
            elements = b"".join(
                struct.pack("<I", at) + name.encode("latin-1")[:4].ljust(4, b"\0")
                for at, name in zip(below, named, strict=True)
            )
            listed = self.add(b"lf" + struct.pack("<H", len(below)) + elements)
        values = [self.value(name, value, node.rot13) for name, value in node.values.items()]
        value_list = self.add(struct.pack(f"<{len(values)}I", *values)) if values else NOTHING
        name = node.name.encode("latin-1")
        header = struct.pack(
            "<2sHQIIIIIIIIIIIIIIIHH",
            *(b"nk", 0x2C if root else 0x20, filetime(node.written), 0, 0, len(below), 0, listed, NOTHING),
            *(len(values), value_list, NOTHING, NOTHING, 0, 0, 0, 0, 0, len(name), 0),
        )
        return self.add(header + name)

    def value(self, untold: str, told: Any, rot13: bool) -> int:
        name = codecs.encode(untold, "rot13") if rot13 else untold
        kind, data = _data(told)
        raw = name.encode("latin-1", "replace")
        at = self.add(data) if len(data) > 4 else int.from_bytes(data.ljust(4, b"\0"), "little")
        size = len(data) if len(data) > 4 else len(data) | 0x80000000
        return self.add(struct.pack("<2sHIIIHH", b"vk", len(raw), size, at, kind, 1, 0) + raw)


def _data(told: Any) -> tuple[int, bytes]:
    if "text" in told:
        return 1, (told["text"] + "\0").encode("utf-16-le")
    if "dword" in told:
        return 4, struct.pack("<I", told["dword"])
    if "qword" in told:
        return 11, struct.pack("<Q", told["qword"])
    if "parts" in told:
        return 3, b"".join(map(piece, told["parts"]))
    return 3, piece(told)


def tree(keys: list[dict[str, Any]]) -> Node:
    """The keys of a recipe under one root."""
    root = Node("ROOT")
    for told in keys:
        node = root
        for name in told.get("names") or told["path"].split("/"):
            node = node.keys.setdefault(name, Node(name))
        node.written = told.get("written", node.written)
        node.values |= told.get("values", {})
        node.rot13 = told.get("rot13", False)
    return root


def make(facts: dict[str, Any]) -> bytes:
    """The whole hive."""
    cells = Bin()
    root = cells.key(tree(facts["key"]), root=True)
    size = (len(cells.content) + 4 + 4095) // 4096 * 4096
    free = size - len(cells.content)
    cells.content[:32] = struct.pack("<4sIIQQI", b"hbin", 0, size, 0, 0, 0)
    cells.content += struct.pack("<i", free).ljust(free, b"\0")
    seconds = (7, 8) if facts.get("dirty") else (7, 7)
    base = struct.pack("<4sIIQIIIIIII", b"regf", *seconds, filetime("2026-04-30 00:00"), 1, 5, 0, 1, root, size, 1)
    checksum = 0
    for (word,) in struct.iter_unpack("<I", base.ljust(508, b"\0")):
        checksum ^= word
    return base.ljust(508, b"\0") + struct.pack("<I", checksum) + bytes(3584) + bytes(cells.content)
