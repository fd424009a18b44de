"""The memory of a warm process that makes many workers, in large pages: a fork copies one entry for each of 512.

Python takes memory for small things by the megabyte, between the libraries that it loads meanwhile, where no large
page fits. So first of all a piece is taken as a whole (``lay``), which what is loaded then fills; when all is loaded,
what is filled is gathered (``gather``). Where the kernel knows nothing of this all stays as it was, and a worker takes
longer to make and to end.

References: madvise(2) (MADV_COLLAPSE, Linux 6.1); proc_pid_pagemap(5); CPython 3.11 ``Objects/obmalloc.c`` (arenas).
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from inzage.worker import kernel

ROOM = 12 * 1024**2
"""Bytes that are laid ready: what the worker for pictures loads, in small things."""

_LARGE, _PAGE = 2 * 1024**2, 4096
_COLLAPSE = 25
_SMALL, _EVERY = 460, 1500
"""Bytes of a thing that is still small, and of how many one stays: more lie in each of Python's megabytes."""

_KEPT: list[bytes] = []


def lay() -> None:
    """Before all else: have Python take its room, and keep it by leaving something in each part."""
    _KEPT.extend([bytes(_SMALL) for _ in range(ROOM // _SMALL)][::_EVERY])


def gather() -> int:
    """When all is loaded. How many bytes came to lie in large pages."""
    if os.sysconf("SC_PAGE_SIZE") != _PAGE:
        return 0
    gathered = 0
    with contextlib.suppress(OSError), Path("/proc/self/pagemap").open("rb", buffering=0) as pages:
        for begin, end in list(_own()):
            for place in range(-(-begin // _LARGE) * _LARGE, end - _LARGE + 1, _LARGE):
                if _filled(pages.fileno(), place):
                    gathered += _gathered(place)
    return gathered


def _gathered(place: int) -> int:
    try:
        kernel.madvise(place, _LARGE, _COLLAPSE)
    except OSError:
        return 0
    return _LARGE


def _own() -> Iterator[tuple[int, int]]:
    """Where this process may write, and no file lies."""
    for line in Path("/proc/self/maps").read_text("ascii", "replace").splitlines():
        place, rights, *_, name = (*line.split(maxsplit=5), "")[:6]
        if rights == "rw-p" and name in {"", "[heap]"}:
            begin, _, end = place.partition("-")
            yield int(begin, 16), int(end, 16)


def _filled(pages: int, place: int) -> bool:
    """Is at least half of a large page there?"""
    entries = os.pread(pages, _LARGE // _PAGE * 8, place // _PAGE * 8)
    return sum(highest >> 7 for highest in entries[7::8]) >= _LARGE // _PAGE // 2
