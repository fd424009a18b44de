"""Memory for what is decoded, got ready where the worker is made: in large pages, of which one counts for 512.

A worker of one picture lives for some 20 ms, and to be given a page of 4 kB costs it more than to fill one: thousands
of them for the waves of a progressive JPEG. So the warm process takes ``ROOM`` of addresses behind all that the C
library uses, untouched, and asks that the kernel give them out in pages of 2 MB; a worker has such a page when it
first writes there. What the library holds without use goes back to the kernel, for each page of it that a worker wrote
on would be copied. Where library or kernel know nothing of this, all stays as it was, and only slower.

References: mallopt(3), malloc_trim(3), madvise(2); https://docs.kernel.org/admin-guide/mm/transhuge.html
"""

import ctypes

ROOM = 128 * 1024**2
"""Bytes of address space, so that much less of what ``Limits`` allow; of memory nothing before it is used."""

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
_USUAL_PAD = 128 * 1024
_MOST_FROM_THERE = 32 * 1024**2
"""The most that the library lets be set: what is larger it asks the kernel for by itself."""

_FIRST = 1024**2
_LARGE = 2 * 1024**2
_HUGEPAGE = 14
_HOLE, _MOST_HOLES = 16 * 1024, 4096
_LEFT = 320 * 1024
"""Before the first large page, for what the warm process still makes: where it wrote a worker gets no such page."""

_BESIDE = _LARGE + _LEFT
"""Nor where it once wrote, though it gave that back: it keeps the tables of small pages for it."""


def make_ready() -> int:
    """In the warm process, when all is loaded. How many bytes lie ready: 0 where the C library cannot."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return 0
    library.malloc.restype = library.sbrk.restype = ctypes.c_void_p
    for option, value in ((_MMAP_THRESHOLD, _MOST_FROM_THERE), (_TRIM_THRESHOLD, 2 * ROOM), (_TOP_PAD, 0)):
        library.mallopt(option, value)
    library.malloc_trim(0)
    return _taken(library)


def _taken(library: ctypes.CDLL) -> int:
    """By asking for a little, beside which the library then takes the rest, and writes nothing there.

    What is free before the first large page stays taken but for a little, for else a worker would begin with it.
    """
    library.mallopt(_TOP_PAD, ROOM)
    place = library.malloc(ctypes.c_size_t(_FIRST)) or 0
    begin, end = -(-(place + _BESIDE) // _LARGE) * _LARGE, library.sbrk(ctypes.c_ssize_t(0)) or 0
    library.mallopt(_TOP_PAD, _USUAL_PAD)
    library.free(ctypes.c_void_p(place))
    if not place or not ROOM - 3 * _LARGE <= end - begin <= ROOM + 2 * _LARGE:
        return 0
    for _ in range(_MOST_HOLES):
        if (hole := library.malloc(ctypes.c_size_t(_HOLE)) or place) >= place:
            library.free(ctypes.c_void_p(hole))
            break
    library.malloc(ctypes.c_size_t(begin - place - _LEFT))
    library.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), _HUGEPAGE)
    return int(end - begin)
