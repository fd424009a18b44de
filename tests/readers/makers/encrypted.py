"""So many ``bytes`` of a file that is encrypted as a whole: random ones, and always the same."""

import random
from typing import Any


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return random.Random(0).randbytes(facts["bytes"])  # noqa: S311 - no secret
