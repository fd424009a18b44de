"""Bencode from a recipe: ``[holds]``, where a text is text, and ``'@2026-03-10 09:00'`` a moment in Unix seconds."""

from datetime import UTC, datetime
from typing import Any


def encoded(value: Any) -> bytes:
    """One value."""
    match value:
        case str() if value.startswith("@"):
            return b"i%de" % int(datetime.fromisoformat(value[1:]).replace(tzinfo=UTC).timestamp())
        case str():
            raw = value.encode()
            return b"%d:%b" % (len(raw), raw)
        case int():
            return b"i%de" % value
        case list():
            return b"l" + b"".join(map(encoded, value)) + b"e"
    return b"d" + b"".join(encoded(key) + encoded(value[key]) for key in sorted(value)) + b"e"


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return encoded(facts["holds"])
