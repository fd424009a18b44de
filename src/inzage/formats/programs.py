"""Which closed class of ordinary programs a name belongs to: a table of ours, in ``programs.toml``.

A name is what a carrier calls a program: a path, an executable, a package, a bundle or what
a list of installed programs shows. It is of a class where its last part, without ending
and version, *is* a listed name; never where it only contains one. All else is ``OTHER``.

The table holds well-known ordinary programs and is no list of suspicion; what matters in
one case comes from the organisation's own signed lists.

References: the makers' own package names in Google Play and the App Store; artefact facts 8.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from inzage.observations import ProgramKind

MOST = 1024
"""Characters of a name that are looked at."""

_ENDING = re.compile(r"\.(exe|lnk|app|msi|msix|appx|com|scr|apk|desktop|bin)$")
_STORE = re.compile(r"([\w.-]+?)_(?:[\d.]+_\w*_.*_)?[a-z0-9]{13}(?:!.*)?")
_TAIL = re.compile(r"(\s*\([^()]*\)|[\s,_-]+(v?\d[\w.+-]*|version|x64|x86|64-bit|32-bit|client|desktop|app|beta))$")


def _load() -> dict[str, ProgramKind]:
    listed: dict[str, Any] = tomllib.loads(files("inzage.formats").joinpath("programs.toml").read_text("utf-8"))
    return {name.casefold(): ProgramKind(kind) for kind, names in listed.items() for name in names}


LISTED = _load()
"""Name, its case folded, to class."""

COMES_ALONG = frozenset({
    *("onedrive", "microsoft onedrive", "com.microsoft.skydrive", "com.google.android.apps.docs"),
    *("microsoft.skypeapp", "microsoft teams", "teams", "ms-teams", "msteams", "com.google.android.talk"),
    *("msedge", "microsoft edge", "microsoftedge", "microsoft.microsoftedge", "microsoft.microsoftedge.stable"),
    *("iexplore", "internet explorer", "safari", "com.apple.safari", "com.apple.mobilesafari"),
    *("com.android.chrome", "com.android.browser", "com.sec.android.app.sbrowser"),
})  # fmt: skip
"""Programs of a class that Windows, macOS, iOS or Android bring along and start by themselves."""


@cache
def program_kind(untrusted_name: str) -> ProgramKind:
    """The class of a program by its name, ``OTHER`` where it is in none."""
    return next((LISTED[name] for name in _names(untrusted_name) if name in LISTED), ProgramKind.OTHER)


def comes_along(untrusted_name: str) -> bool:
    """Is it there, and does it run, on many a device whose owner never chose it?"""
    return not COMES_ALONG.isdisjoint(_names(untrusted_name))


def _names(untrusted_name: str) -> tuple[str, ...]:
    name = untrusted_name[-MOST:].replace("\\", "/").rstrip("/").rpartition("/")[2].strip().casefold()
    return name, *_bare(name)


def _bare(name: str) -> tuple[str, ...]:
    """The name without its ending, without what a store puts behind it, without its version."""
    stem = _ENDING.sub("", name)
    store = _STORE.fullmatch(name)
    shorter = stem
    for _ in range(4):
        shorter = _TAIL.sub("", shorter).strip()
    return stem, store[1] if store else stem, shorter
