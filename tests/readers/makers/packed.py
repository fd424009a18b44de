"""Bytes from a list of parts, as ``struct`` packs them: ``recipe.toml`` says field by field what a file holds.

``[[part]]`` with one of ``pack`` and ``fields`` (a text among them is a moment, as FILETIME),
``hex``, ``utf16`` or ``ascii``; ``width`` fills up with zeros.
"""

import struct
from datetime import UTC, datetime, timedelta
from typing import Any

_1601 = datetime(1601, 1, 1, tzinfo=UTC)


def filetime(at: str) -> int:
    """100 nanoseconds since 1601."""
    return (datetime.fromisoformat(at).replace(tzinfo=UTC) - _1601) // timedelta(microseconds=1) * 10


def piece(part: dict[str, Any]) -> bytes:
    """One part's bytes."""
    if "pack" in part:
        made = struct.pack(part["pack"], *[filetime(f) if isinstance(f, str) else f for f in part["fields"]])
    elif "hex" in part:
        made = bytes.fromhex(part["hex"])
    elif "utf16" in part:
        made = part["utf16"].encode("utf-16-le")
    else:
        made = part["ascii"].encode("latin-1")
    return made.ljust(part.get("width", 0), b"\0")


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return b"".join(map(piece, facts["part"]))
