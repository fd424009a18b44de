"""A binary property list from the ``content`` of a recipe, which is the same list as XML."""

import plistlib
from typing import Any


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    return plistlib.dumps(plistlib.loads(facts["content"].encode()), fmt=plistlib.FMT_BINARY, sort_keys=False)
