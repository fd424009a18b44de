"""A session of a Chromium browser: ``[[command]]`` with ``page``, or with ``number`` and ``numbers``.

``page``: tab, place, address and a moment (UTC). ``version`` and ``tail`` (hexadecimal) are optional.

References: ``serialized_navigation_entry.cc``, ``session_service_commands.cc``.
"""

import struct
from datetime import UTC, datetime, timedelta
from typing import Any

_1601 = datetime(1601, 1, 1, tzinfo=UTC)


def text(told: str, encoding: str = "utf-8") -> bytes:
    """How many letters, the letters, and zeros up to four bytes."""
    raw = told.encode(encoding)
    letters = len(raw) // (2 if encoding == "utf-16-le" else 1)
    return struct.pack("<i", letters) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")


def page(told: list[Any]) -> bytes:
    """A page as a pickle."""
    tab, place, address, moment = told
    at = (datetime.fromisoformat(moment).replace(tzinfo=UTC) - _1601) // timedelta(microseconds=1) if moment else 0
    held = struct.pack("<ii", tab, place) + text(address) + text("TEXT-A", "utf-16-le") + text("state") + bytes(8)
    held += text("https://from.example/") + bytes(4) + text(address) + bytes(4) + struct.pack("<q", at)
    return struct.pack("<I", len(held)) + held


def command(told: dict[str, Any]) -> bytes:
    """Length, number and what belongs to it."""
    held = page(told["page"]) if "page" in told else struct.pack(f"<{len(told['numbers'])}i", *told["numbers"])
    return struct.pack("<HB", len(held) + 1, told.get("number", 6)) + held


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    head = b"SNSS" + struct.pack("<i", facts.get("version", 3))
    return head + b"".join(map(command, facts["command"])) + bytes.fromhex(facts.get("tail", ""))
