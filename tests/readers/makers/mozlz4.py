"""Mozilla's compressed file from the ``content`` of a recipe: one run of literals, which is allowed, if not small."""

from typing import Any


def literals(plain: bytes) -> bytes:
    """An LZ4 block without repetitions."""
    if len(plain) < 15:
        return bytes([len(plain) << 4]) + plain
    more, last = divmod(len(plain) - 15, 255)
    return b"\xf0" + b"\xff" * more + bytes([last]) + plain


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    plain = facts["content"].encode()
    return b"mozLz40\0" + len(plain).to_bytes(4, "little") + literals(plain)
