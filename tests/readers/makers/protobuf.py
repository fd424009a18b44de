"""A protocol buffer from a recipe: ``[[field]]`` with ``number`` and ``value``; a list of such is a message within."""

from typing import Any


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; a negative number takes ten bytes."""
    value &= (1 << 64) - 1
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def message(told: list[dict[str, Any]]) -> bytes:
    """Fields in the order of the recipe."""
    made = bytearray()
    for field in told:
        value = field["value"]
        if isinstance(value, int):
            made += varint(field["number"] << 3) + varint(value)
            continue
        raw = value.encode() if isinstance(value, str) else message(value)
        made += varint(field["number"] << 3 | 2) + varint(len(raw)) + raw
    return bytes(made)


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return message(facts["field"])
