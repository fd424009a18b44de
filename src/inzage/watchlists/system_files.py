"""This computer's own files as known-benign material: none of them may stand on a list.

A list that names a file that comes with an operating system would call every owner of
such a computer to account. In 2021 a Dutch list held pictures of ordinary software.

References: trust facts 2.1 and 2.2 (hygiene gate).
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inzage.watchlists import ListUnreadable
from inzage.watchlists.keyed import KeyedList

_STEP = 1024 * 1024


@dataclass(slots=True)
class Held:
    """How many files a list was held against, how many could not be read, how many it names."""

    files: int = 0
    unread: int = 0
    overlap: int = 0


def hold_against(opened: KeyedList, algorithms: Sequence[str], folders: Sequence[Path]) -> Held:
    """Every ordinary file below these folders, by one digest in common with an entry. Links are not followed."""
    held = Held()
    for folder in folders:
        if not folder.is_dir():
            expected = ("een map met bestanden van het systeem", "a folder with files of the system")
            raise ListUnreadable(file=str(folder), expected=expected, found=("geen map", "no folder"))
        for path in _files(folder):
            told = _digests(path, algorithms)
            held.files += told is not None
            held.unread += told is None
            held.overlap += bool(told) and opened.shares_digest(told or "")
    return held


def _files(folder: Path) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        yield from filter(_ordinary, (f"{where}/{name}" for name in names))


def _ordinary(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size > 0


def _digests(path: str, algorithms: Sequence[str]) -> str | None:
    """The file's digests as one form, None where it cannot be read."""
    told = [hashlib.new(name, usedforsecurity=False) for name in algorithms]
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            while data := file.read(_STEP):
                for one in told:
                    one.update(data)
    except OSError:
        return None
    return " ".join(f"{name}:{one.hexdigest()}" for name, one in zip(algorithms, told, strict=True))
