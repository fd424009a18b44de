"""Android's binary XML from a nested recipe: ``[root]`` with ``name``, ``attributes`` and ``children``.

An attribute is text, a whole number (written as a long), true or false, or ``{hex = "…"}``
(a long that text XML shows as hexadecimal).

References: AOSP ``BinaryXmlSerializer.java``.
"""

import struct
from typing import Any


class Writer:
    """Tokens, and the pool of names."""

    def __init__(self) -> None:
        self.made = bytearray(b"ABX\0\x10")
        self.pool: dict[str, int] = {}

    def pooled(self, text: str) -> bytes:
        if text in self.pool:
            return struct.pack(">H", self.pool[text])
        self.pool[text] = len(self.pool)
        return b"\xff\xff" + plain(text)

    def element(self, told: dict[str, Any]) -> None:
        self.made += b"\x32" + self.pooled(told["name"])
        for name, value in told.get("attributes", {}).items():
            self.attribute(name, value)
        for child in told.get("children", []):
            self.made += b"\x24" + plain("\n  ")
            self.element(child)
        self.made += b"\x33" + self.pooled(told["name"])

    def attribute(self, name: str, value: Any) -> None:
        named = self.pooled(name)
        match value:
            case bool():
                self.made += bytes([0xCF if value else 0xDF]) + named
            case int():
                self.made += b"\x8f" + named + struct.pack(">q", value)
            case dict():
                self.made += b"\x9f" + named + struct.pack(">q", int(value["hex"], 16))
            case _:
                self.made += b"\x2f" + named + plain(value)


def plain(text: str) -> bytes:
    """A length and text."""
    raw = text.encode()
    return struct.pack(">H", len(raw)) + raw


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    writer = Writer()
    writer.element(facts["root"])
    return bytes(writer.made + b"\x11")
