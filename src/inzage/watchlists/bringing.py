"""The file of a list as it is brought: opened once, checked before it is parsed, and unchanged until the end."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from inzage.watchlists import ListUnreadable, Meaning
from inzage.watchlists.disk import unreadable

GIB = 1024**3
LARGEST = {Meaning.LISTED: 8 * GIB, Meaning.BENIGN: 256 * GIB}
"""Bytes in the largest file. The largest known list of known material has a few million
entries, in a few GiB; collections of ordinary files are as large as they are."""

_STEP = 1024 * 1024
LARGEST_MANIFEST = 1024 * 1024


@contextmanager
def opened(path: Path, largest: int) -> Iterator[BinaryIO]:
    """An ordinary file, not empty and not larger, that does not change while the block reads it."""
    expected = (f"een gewoon bestand van hoogstens {_said(largest)}", f"an ordinary file of at most {_said(largest)}")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise ListUnreadable(file=str(path), expected=expected, found=("geen bestand", "no file")) from None
    except OSError as error:
        raise unreadable(path, error) from None
    before = os.fstat(descriptor)
    odd = _odd(before, largest)
    if odd is not None:
        os.close(descriptor)
        raise ListUnreadable(file=str(path), expected=expected, found=odd)
    with os.fdopen(descriptor, "rb") as file:
        yield file
        if _state(os.fstat(file.fileno())) != _state(before):
            unchanged = ("een bestand dat intussen gelijk blijft", "a file that stays as it is meanwhile")
            raise ListUnreadable(file=str(path), expected=unchanged, found=("een gewijzigd bestand", "a changed file"))


def sha256(file: BinaryIO) -> str:
    """Hexadecimal SHA-256 of the whole file, which stands at its start again."""
    file.seek(0)
    told = hashlib.sha256()
    while data := file.read(_STEP):
        told.update(data)
    file.seek(0)
    return told.hexdigest()


def small(path: Path) -> bytes:
    """The bytes of a manifest."""
    with opened(path, LARGEST_MANIFEST) as file:
        return file.read()


def _odd(found: os.stat_result, largest: int) -> tuple[str, str] | None:
    if not stat.S_ISREG(found.st_mode):
        return "geen bestand", "no file"
    if found.st_size > largest:
        return "een groter bestand", "a larger file"
    return None if found.st_size else ("een leeg bestand", "an empty file")


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _said(size: int) -> str:
    return f"{size // GIB} GiB" if size >= GIB else f"{size // 1024} KiB"
