"""Libraries for Windows' own formats: an extra. Loaded here, for behind the lock nothing can be loaded.

Without one of them what it would read is ``LIBRARY_MISSING``, which is an answer. They
report a defect as ``OSError``, an impossible number or name as ``ValueError`` or
``OverflowError``, and a lying size as ``MemoryError``; what became another kind of thing lacks what it is asked for.

References: https://github.com/libyal (libregf, libscca, liblnk, libolecf, libesedb,
libevtx; LGPL-3.0-or-later)
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from inzage.result import Reason, Unreadable

NAMES = ("pyesedb", "pyevtx", "pylnk", "pyolecf", "pyregf", "pyscca")

FAULTS = (OSError, ValueError, OverflowError, MemoryError, RuntimeError, TypeError, AttributeError)

_LOADED = {name: import_module(name) for name in NAMES if find_spec(name)}


def library(name: str) -> Any:  # noqa: ANN401 (the libraries have no types)
    """One of them; raises ``Unreadable`` where it is not installed."""
    if name not in _LOADED:
        raise Unreadable(Reason.LIBRARY_MISSING)
    return _LOADED[name]
