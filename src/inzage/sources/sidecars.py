"""What must be opened together with a file, because without it that file is another one.

A database has ``-wal`` and ``-journal``, spelled as itself. A hive of the registry has logs, and
Windows spells them as it likes (``NTUSER.DAT``, ``ntuser.dat.LOG1``): on its own file systems case does not
count, so it does not here. A LevelDB is a folder: ``CURRENT`` stands for it, and beside that lie
its numbered tables, logs and MANIFEST, each an ending of its own (its name in small letters); of more
than ``NUMBERED_MOST`` the newest, and the reader sees which are missing. By a file's name it is known
which of these it may have, so that nothing is opened that is of no use.

References: https://sqlite.org/tempfiles.html, https://github.com/msuhanov/regf,
https://github.com/google/leveldb/blob/main/doc/impl.md; artefact facts 1 (3), 1 (13)
"""

import re
from collections.abc import Iterable, Mapping

from inzage.formats.registry_logs import LOGS

OF_DATABASE = ("-wal", "-journal")
_HIVES = frozenset({"ntuser.dat", "usrclass.dat", "system", "software", "sam", "security", "amcache.hve"})
_LONGEST = max(map(len, (*OF_DATABASE, *LOGS)))
_CURRENT = "current"
_NUMBERED = re.compile(r"manifest-([0-9]{1,20})|([0-9]{1,20})\.(?:log|ldb|sst)")
_NUMBERED_ENDS = (".log", ".ldb", ".sst")
SHAPES = (*(f"*{ending}" for ending in (*OF_DATABASE, *LOGS, *_NUMBERED_ENDS)), "manifest-*")
"""Globs of the names that may belong to another file: every one with an ``owner`` fits one of them."""

NUMBERED_MOST = 128
"""Files of one folder that go with its ``CURRENT``: they cross to the worker beside one message."""


def is_current(untrusted_path: str) -> bool:
    """Is this the name of the file that stands for a folder of numbered ones?"""
    return untrusted_path[untrusted_path.rfind("/") + 1 :].lower() == _CURRENT


def comes_of_many(untrusted_path: str) -> bool:
    """Must the whole folder be looked at to know what belongs to it?"""
    return is_hive(untrusted_path) or is_current(untrusted_path)


def is_hive(untrusted_path: str) -> bool:
    """Is this the name of a hive of the registry?"""
    return untrusted_path[untrusted_path.rfind("/") + 1 :].lower() in _HIVES


def owner(untrusted_path: str) -> str | None:
    """The path of the file that this one would belong to, as it is spelled here; None where its name says nothing."""
    tail = untrusted_path[-_LONGEST:]
    for ending in OF_DATABASE:
        if tail.endswith(ending):
            return untrusted_path.removesuffix(ending)
    for ending in LOGS:
        if tail.lower().endswith(ending) and is_hive(untrusted_path[: -len(ending)]):
            return untrusted_path[: -len(ending)]
    return _current_of(untrusted_path)


def _current_of(untrusted_path: str) -> str | None:
    """The ``CURRENT`` of the folder of a numbered file."""
    named = untrusted_path[untrusted_path.rfind("/") + 1 :].lower()
    if not (named.endswith(_NUMBERED_ENDS) or named.startswith("manifest-")) or not _NUMBERED.fullmatch(named):
        return None
    return untrusted_path[: -len(named)] + _CURRENT.upper()


def beside(untrusted_path: str, there: Iterable[str]) -> Mapping[str, str]:
    """Ending → path, of what belongs to a file and is among the paths that are there.

    Where two spell the same log, the one spelled as the file itself counts, else the first.
    """
    present = set(there)
    if is_current(untrusted_path):
        return _numbered(untrusted_path, present)
    if not is_hive(untrusted_path):
        return {ending: untrusted_path + ending for ending in OF_DATABASE if untrusted_path + ending in present}
    ordered = sorted(present, key=lambda path: (not path.startswith(untrusted_path), path))
    spelled = {path.lower(): path for path in reversed(ordered)}
    wanted = {ending: (untrusted_path + ending).lower() for ending in LOGS}
    return {ending: spelled[path] for ending, path in wanted.items() if path in spelled}


def _numbered(untrusted_path: str, present: set[str]) -> Mapping[str, str]:
    """Name in small letters → path, of the numbered files beside a ``CURRENT``; the newest where they are too many."""
    folder = untrusted_path[: untrusted_path.rfind("/") + 1]
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(present):
        name = path.removeprefix(folder).lower()
        match = _NUMBERED.fullmatch(name) if path.startswith(folder) and "/" not in name else None
        if match:
            found.setdefault(name, (int(match[1] or match[2]), path))
    newest = sorted(found, key=lambda name: (name.startswith("manifest-"), found[name]), reverse=True)
    return {name: found[name][1] for name in newest[:NUMBERED_MOST]}
