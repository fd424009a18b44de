"""Bytes that look like noise and are the same each time; ``recipe.toml`` says how many, and what stands before them.

``size``: bytes in all; ``head``: words that stand at the beginning; ``zeroed``: two places between
which nothing was written.
"""

import hashlib
from typing import Any


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    made = bytearray(hashlib.shake_256(b"noise").digest(facts["size"]))
    head = facts.get("head", "").encode("latin-1")
    made[: len(head)] = head
    first, last = facts.get("zeroed", (0, 0))
    made[first:last] = bytes(last - first)
    return bytes(made)
