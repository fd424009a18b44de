"""The libraries for disks and images: an extra, loaded only where a locked worker is made ready.

They report every defect as ``OSError``; some report a name that is no text as
``UnicodeDecodeError``, and an impossible number as ``OverflowError`` or ``ValueError``.

References: https://github.com/libyal (LGPL-3.0-or-later); artefact facts 13, 16.4.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

MODULES = (
    *("pymodi", "pyvhdi", "pyvmdk"),
    *("pyfsapfs", "pyfsext", "pyfsfat", "pyfshfs", "pyfsntfs", "pyfsxfs"),
)
"""What opening disks and images needs."""

FAULTS = (OSError, ValueError, OverflowError, MemoryError, RuntimeError, TypeError, AttributeError)
"""What comes of a damaged structure: errors, out of memory on a lying size, and None where something belongs."""


Handle = Any
"""An object of a library, or the library itself: they have no types."""


def missing() -> tuple[str, ...]:
    """Which of them are not installed; none is loaded to see."""
    return tuple(name for name in MODULES if find_spec(name) is None)


def library(name: str) -> Handle:
    """One of them, loaded."""
    return import_module(name)
