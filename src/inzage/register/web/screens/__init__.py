"""The screens, one file each. The folder is the list."""

import importlib
import pkgutil
from functools import cache

from inzage.register.web import Screen


@cache
def screens() -> tuple[Screen, ...]:
    """Every screen of every file here, in the order of the files' names."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__) if not each.name.startswith("_"))
    found = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(screen for module in found for screen in module.SCREENS)
